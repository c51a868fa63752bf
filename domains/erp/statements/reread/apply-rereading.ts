import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../../command.ts';
import { loadFile, streamOf } from '../load-file.ts';
import { decideRereading } from './decide.ts';
import { matchedOf, type Rereading } from './read-again.ts';

/**
 * Puts on record what today's reader reads otherwise, as it was shown. Rows that are matched stay as they are. Throws a NexusError `conflict` when a row was
 * matched since.
 */
export const applyRereading = defineCommand({
  type: 'applyRereading',
  input: z.object({ statementFileId: z.uuid(), rereading: z.custom<Rereading>() }),
  describe: () => 'Correct an imported file by what a newer reader reads',
  async handle({ scope, tx, input }) {
    const { statementFileId, rereading } = input;
    const state = await loadFile(tx, statementFileId);
    const touched = rereading.statements.flatMap(({ comparison: { changed, gone }, matched }) =>
      [...changed.map(({ recorded }) => recorded.id), ...gone.map(({ id }) => id)].filter(
        (id) => !matched.has(id),
      ),
    );
    if ((await matchedOf(tx, touched)).size > 0) {
      throw new NexusError(
        'conflict',
        'A row of this file was matched meanwhile. Look at the differences again.',
      );
    }
    const events = decideRereading(state, scope.tenantId, rereading);
    return {
      result: { corrected: events.length > 0 },
      streams:
        events.length > 0
          ? [{ stream: streamOf(statementFileId), expectedVersion: state.version, events }]
          : [],
      jobs: events.length > 0 ? [{ queue: 'match' as const, tenantId: scope.tenantId }] : [],
    };
  },
});
