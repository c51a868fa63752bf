import { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import { hasCode } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import {
  answerSignature,
  decideReconcile,
  decideUnmatched,
  type ItemFacts,
  type Proposal,
  type RowFacts,
  type RowState,
  takeFrom,
} from './decide.ts';
import { loadItems, loadRowFacts, loadRowStates, streamOf } from './load-rows.ts';
import { queueOf } from './queue-of.ts';

/** One decision of the engine, in the terms of the record. */
export type EngineDecision = {
  readonly rows: readonly string[];
  readonly automatic: boolean;
  readonly proposal: Proposal;
};

export const MAX_DECISIONS = 200;

/**
 * Puts the engine's decisions on record: an event only where a row's decision changes. Rows that a person decided meanwhile, and items that no longer
 * have enough open, are left for the next run. An answer that a person took back is proposed again, never given again.
 */
export const recordMatches = defineCommand({
  type: 'recordMatches',
  input: z.object({ decisions: z.array(z.custom<EngineDecision>()).min(1).max(MAX_DECISIONS) }),
  describe: (input) => `Record ${input.decisions.length} decisions of the match engine`,
  async handle({ tx, input }) {
    const rowIds = input.decisions.flatMap((decision) => decision.rows);
    const facts = await loadRowFacts(tx, rowIds);
    const states = await loadRowStates(tx, rowIds);
    const itemIds = input.decisions.flatMap(({ proposal }) => proposal.allocations.map((a) => a.openItemId));
    const items = await loadItems(tx, itemIds);
    const streams = input.decisions.flatMap((decision) => appendsOf(decision, facts, states, items));
    return { result: { changed: streams.length }, streams };
  },
});

function appendsOf(
  { rows, automatic, proposal }: EngineDecision,
  facts: ReadonlyMap<string, RowFacts>,
  states: ReadonlyMap<string, RowState>,
  items: Map<string, ItemFacts>,
): StreamAppend[] {
  const found = rows.flatMap((id) => {
    const row = facts.get(id);
    const state = states.get(id);
    return row && state?.status === 'waiting' ? [{ id, row, state }] : [];
  });
  if (found.length !== rows.length) return [];
  const undone = found.some(({ state }) => state.undone.includes(answerSignature(proposal)));
  if (automatic && !undone && proposal.kind !== 'unmatched') {
    const settled = settleAll(found, rows, { ...proposal, kind: proposal.kind }, items);
    if (settled) return settled;
  }
  const queue = queueOf(proposal, undone);
  return found.flatMap(({ id, row, state }) => {
    const mates = rows.filter((mate) => mate !== id);
    const event = decideUnmatched(state, row, queue, { ...proposal, mates });
    return event ? [{ stream: streamOf(id), expectedVersion: state.version, events: [event] }] : [];
  });
}

type Answer = Omit<Proposal, 'kind'> & { kind: Exclude<Proposal['kind'], 'unmatched'> };

/** Null when an item has not enough open any more; then nothing of the decision happens. */
function settleAll(
  found: readonly { id: string; row: RowFacts; state: RowState }[],
  rows: readonly string[],
  answer: Answer,
  items: Map<string, ItemFacts>,
): StreamAppend[] | null {
  try {
    const streams = found.map(({ id, row, state }, index) => {
      const event = decideReconcile(state, row, items, {
        ...answer,
        mates: rows.filter((mate) => mate !== id),
        allocations: index === 0 ? answer.allocations : [],
        origin: 'engine',
        reason: null,
      });
      return { stream: streamOf(id), expectedVersion: state.version, events: [event] };
    });
    for (const { openItemId, amount } of answer.allocations) takeFrom(items, openItemId, amount);
    return streams;
  } catch (error) {
    if (hasCode(error, 'conflict')) return null;
    throw error;
  }
}
