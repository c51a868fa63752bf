import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../../identity/load-stream.ts';
import { evolve, pause } from './decide.ts';

export const pauseIntegration = defineCommand({
  type: 'pauseIntegration',
  input: z.object({ integrationId: z.uuid() }),
  describe: () => 'Pause an integration',
  async handle({ tx, input }) {
    const loaded = await loadStream(tx, { type: 'integration', id: input.integrationId });
    const events = pause(loaded.events.reduce(evolve, 'none'));
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
