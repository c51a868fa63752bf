import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { type Allocation, decideReconcile } from './decide.ts';
import { loadProposal } from './load-proposal.ts';
import { loadItems, loadRow, streamOf } from './load-rows.ts';
import { spread } from './spread.ts';

const version = z.int().nonnegative();

/** Confirms what is shown: the engine's answer (choice 0) or one of its alternatives (1 to 3), or the items that a person picked. */
export const matchRow = defineCommand({
  type: 'matchRow',
  input: z.object({
    rowId: z.uuid(),
    /** The version of the row's decision that the person saw. */
    version,
    answer: z.union([
      z.object({ choice: z.int().min(0).max(3) }),
      z.object({ openItemIds: z.array(z.uuid()).min(1).max(100) }),
    ]),
  }),
  describe: () => 'Match a bank row with open items',
  async handle({ tx, input }) {
    const { row, state } = await loadRow(tx, input.rowId);
    if (state.version !== input.version) {
      throw new NexusError('conflict', 'This row was decided meanwhile. Look at it again.');
    }
    const answer =
      'choice' in input.answer
        ? await chosen(await loadProposal(tx, input.rowId), input.answer.choice)
        : {
            kind: 'matched' as const,
            category: null,
            mates: [],
            criteria: [],
            confidence: null,
            picked: input.answer.openItemIds,
          };
    const ids = 'picked' in answer ? answer.picked : answer.allocations.map((a) => a.openItemId);
    const items = await loadItems(tx, ids);
    const allocations = 'picked' in answer ? spread(row, items, answer.picked) : answer.allocations;
    const { kind, category, mates, criteria, confidence } = answer;
    const decision = {
      kind,
      category,
      mates,
      criteria,
      confidence,
      allocations,
      origin: 'person' as const,
      reason: null,
    };
    const event = decideReconcile(state, row, items, decision);
    const streams = [{ stream: streamOf(input.rowId), expectedVersion: state.version, events: [event] }];
    for (const mate of mates) {
      const other = await loadRow(tx, mate);
      const mateAnswer = {
        ...decision,
        allocations: [],
        mates: [input.rowId, ...mates.filter((id) => id !== mate)],
      };
      streams.push({
        stream: streamOf(mate),
        expectedVersion: other.state.version,
        events: [decideReconcile(other.state, other.row, items, mateAnswer)],
      });
    }
    return { result: undefined, streams };
  },
});

type Chosen = Pick<
  Parameters<typeof decideReconcile>[3],
  'kind' | 'category' | 'mates' | 'criteria' | 'confidence'
> & {
  allocations: Allocation[];
};

async function chosen(proposal: Awaited<ReturnType<typeof loadProposal>>, choice: number): Promise<Chosen> {
  if (!proposal) throw new NexusError('conflict', 'There is nothing proposed for this row.');
  if (choice === 0) {
    if (proposal.kind === 'unmatched')
      throw new NexusError('conflict', 'There is nothing proposed for this row.');
    return { ...proposal, kind: proposal.kind };
  }
  const alternative = proposal.alternatives[choice - 1];
  if (!alternative) throw new NexusError('invalid', `There is no alternative ${choice}.`);
  return { ...alternative, kind: 'matched', category: null, mates: [], criteria: [] };
}
