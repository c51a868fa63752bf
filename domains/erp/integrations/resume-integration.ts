import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../../identity/load-stream.ts';
import { evolve, resume } from './decide.ts';

export const resumeIntegration = defineCommand({
  type: 'resumeIntegration',
  input: z.object({ integrationId: z.uuid() }),
  describe: () => 'Resume an integration',
  async handle({ tx, input }) {
    const loaded = await loadStream(tx, { type: 'integration', id: input.integrationId });
    const events = resume(loaded.events.reduce(evolve, 'none'));
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
