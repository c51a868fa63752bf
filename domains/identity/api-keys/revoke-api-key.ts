import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { evolve, revoke } from './decide.ts';

export const revokeApiKey = defineCommand({
  type: 'revokeApiKey',
  input: z.object({ apiKeyId: z.uuid() }),
  describe: () => 'Revoke an API key',
  async handle({ tx, input }) {
    const loaded = await loadStream(tx, { type: 'api-key', id: input.apiKeyId });
    const events = revoke(loaded.events.reduce(evolve, 'none'));
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
