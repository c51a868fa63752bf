import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../../command.ts';
import { decideForget } from './decide.ts';
import { loadMapping } from './load-mapping.ts';
import { listMappings } from './queries.ts';

/** Forgets how tables with a header are read; files that came in stay as they are. */
export const forgetTableMapping = defineCommand({
  type: 'forgetTableMapping',
  input: z.object({ mappingId: z.uuid() }),
  describe: () => 'Forget how tables with a header are read',
  async handle({ tx, input }) {
    const listed = await listMappings(tx);
    if (!listed.some(({ id }) => id === input.mappingId)) {
      throw new NexusError('notFound', 'Nothing is remembered of this header.');
    }
    const { stream, version, state } = await loadMapping(tx, input.mappingId);
    return {
      result: undefined,
      streams: [{ stream, expectedVersion: version, events: decideForget(state) }],
    };
  },
});
