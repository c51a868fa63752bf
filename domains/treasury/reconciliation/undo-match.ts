import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { decideReconcile, decideUndo } from './decide.ts';
import { loadRow, streamOf } from './load-rows.ts';

/** Takes the explanation of a row back, and with it that of the rows which the same decision explained. */
export const undoMatch = defineCommand({
  type: 'undoMatch',
  input: z.object({ rowId: z.uuid(), reason: z.string().trim().max(500).nullable().default(null) }),
  describe: () => 'Undo what was decided on a bank row',
  async handle({ scope, tx, input }) {
    const first = await loadRow(tx, input.rowId);
    const mates = first.state.status === 'explained' ? first.state.answer.mates : [];
    const rows = [{ id: input.rowId, ...first }];
    for (const id of mates) rows.push({ id, ...(await loadRow(tx, id)) });
    return {
      result: undefined,
      streams: rows
        .filter(({ id, state }) => id === input.rowId || state.status === 'explained')
        .map(({ id, row, state }) => ({
          stream: streamOf(id),
          expectedVersion: state.version,
          events: [decideUndo(state, row, input.reason)],
        })),
      jobs: [{ queue: 'match' as const, tenantId: scope.tenantId }],
    };
  },
});

/** Explains a row without a document, such as a fee, wages or tax. A person says why. */
export const explainRow = defineCommand({
  type: 'explainRow',
  input: z.object({
    rowId: z.uuid(),
    version: z.int().nonnegative(),
    category: z.string().trim().min(1).max(40).nullable().default(null),
    reason: z.string().trim().min(1, 'Say why there is no document.').max(500),
  }),
  describe: (input) => `Mark a bank row as having no document: ${input.reason}`,
  async handle({ tx, input }) {
    const { row, state } = await loadRow(tx, input.rowId);
    if (state.version !== input.version) {
      throw new NexusError('conflict', 'This row was decided meanwhile. Look at it again.');
    }
    const event = decideReconcile(state, row, new Map(), {
      kind: 'noDocument',
      category: input.category,
      reason: input.reason,
      origin: 'person',
      confidence: null,
      criteria: [],
      mates: [],
      allocations: [],
    });
    return {
      result: undefined,
      streams: [{ stream: streamOf(input.rowId), expectedVersion: state.version, events: [event] }],
    };
  },
});
