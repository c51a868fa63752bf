import type { EventOf } from '#db/event-store/event.ts';
import { addDecimals, formatDecimal, parseDecimal } from '#lib/decimal.ts';
import { hasCode } from '#lib/errors.ts';
import { type Allocation, decideReconcile, type ItemFacts, type RowFacts, type RowState } from './decide.ts';
import type { MatchMoved, TransactionReconciled } from './events.ts';

/** A row with what is decided on it. */
export type DecidedRow = { readonly id: string; readonly row: RowFacts; readonly state: RowState };
export type ExplainedRow = DecidedRow & { readonly state: Extract<RowState, { status: 'explained' }> };

export type Move = {
  /** For each announced row, in their order. */
  readonly moved: readonly EventOf<typeof MatchMoved>[];
  /** Null when the booked row cannot take the decision: it then waits like any other. */
  readonly taken: EventOf<typeof TransactionReconciled> | null;
};

/**
 * Moves what `decidedBy` decided on announced rows to the booked row that they became: one, or the batch that they make up. `items` are the open
 * items that the decisions settle, as they stand with them.
 */
export function decideMove(
  announced: readonly ExplainedRow[],
  booked: DecidedRow,
  items: ReadonlyMap<string, ItemFacts>,
  decidedBy: string,
): Move {
  const moved = announced.map(({ row: { amount, ...facts } }) => ({
    type: 'MatchMoved' as const,
    data: { ...facts, rowAmount: amount, bookedRowId: booked.id },
  }));
  const [first] = announced;
  if (!first) return { moved, taken: null };
  const { kind, category, reason, confidence, criteria, origin } = first.state.answer;
  const allocations = announced.flatMap(({ state }) => state.answer.allocations);
  const again = { kind, category, reason, confidence, criteria, origin, allocations, mates: [], decidedBy };
  try {
    return { moved, taken: decideReconcile(booked.state, booked.row, released(items, allocations), again) };
  } catch (error) {
    if (hasCode(error, 'conflict') || hasCode(error, 'invalid')) return { moved, taken: null };
    throw error;
  }
}

/** The items as they stand once these allocations are taken back. */
function released(
  items: ReadonlyMap<string, ItemFacts>,
  allocations: readonly Allocation[],
): ReadonlyMap<string, ItemFacts> {
  const freed = new Map(items);
  for (const { openItemId, amount } of allocations) {
    const item = freed.get(openItemId);
    if (!item) continue;
    const open = formatDecimal(addDecimals(parseDecimal(item.openAmount), parseDecimal(amount)));
    freed.set(openItemId, { ...item, openAmount: open });
  }
  return freed;
}
