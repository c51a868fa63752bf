import type { z } from 'zod';
import { canonicalJson } from '#db/event-store/canonical-json.ts';
import type { EventOf } from '#db/event-store/event.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
  shortestDecimal,
} from '#lib/decimal.ts';
import { NexusError } from '#lib/errors.ts';
import type {
  allocationFields,
  MatchMoved,
  MatchUndone,
  proposalFields,
  SettlementUnmatched,
  TransactionReconciled,
} from './events.ts';
import { settles } from './spread.ts';

export type Allocation = z.output<typeof allocationFields>;
export type Proposal = z.output<typeof proposalFields>;
export type Reconciled = EventOf<typeof TransactionReconciled>['data'];
export type ReconciliationEvent =
  | EventOf<typeof TransactionReconciled>
  | EventOf<typeof SettlementUnmatched>
  | EventOf<typeof MatchUndone>
  | EventOf<typeof MatchMoved>;

/** What is decided on a row. `undone` holds the answers that a person took back: the engine never gives them again by itself. */
export type RowState =
  | {
      readonly status: 'waiting';
      readonly version: number;
      readonly proposal: string | null;
      readonly undone: readonly string[];
    }
  | {
      readonly status: 'explained';
      readonly version: number;
      readonly answer: Reconciled;
      readonly undone: readonly string[];
    };

export const initialRow: RowState = { status: 'waiting', version: 0, proposal: null, undone: [] };

export function evolveRow(state: RowState, event: ReconciliationEvent): RowState {
  const version = state.version + 1;
  switch (event.type) {
    case 'TransactionReconciled':
      return { status: 'explained', version, answer: event.data, undone: state.undone };
    case 'SettlementUnmatched': {
      const proposal = proposalSignature(event.data.queue, event.data.proposal);
      return { status: 'waiting', version, proposal, undone: state.undone };
    }
    case 'MatchUndone': {
      const undone =
        state.status === 'explained' ? [...state.undone, answerSignature(state.answer)] : state.undone;
      return { status: 'waiting', version, proposal: null, undone };
    }
    case 'MatchMoved':
      return { status: 'waiting', version, proposal: null, undone: state.undone };
    default:
      return event satisfies never;
  }
}

/** What makes two answers the same: which items, by how much; neither confidence nor criteria. */
export function answerSignature(
  answer: Pick<Proposal, 'category' | 'allocations' | 'mates'> & { kind: string },
): string {
  const { kind, category, allocations, mates } = answer;
  const items = allocations.map(({ openItemId, amount }) => [openItemId, shortestDecimal(amount)]);
  return canonicalJson({ kind, category, items: items.sort(), mates: [...mates].sort() });
}

export function proposalSignature(queue: string, proposal: Proposal): string {
  const alternatives = proposal.alternatives.map(({ allocations }) =>
    answerSignature({ kind: 'matched', category: null, allocations, mates: [] }),
  );
  return canonicalJson({ queue, answer: answerSignature(proposal), alternatives });
}

/** What the row is, as far as its explanation must respect it. */
export type RowFacts = {
  readonly bankAccountId: string;
  readonly statementId: string;
  readonly entityId: string;
  readonly currency: string;
  readonly direction: 'credit' | 'debit';
  readonly amount: string;
};

/** An open item as it stands now. */
export type ItemFacts = {
  readonly openItemId: string;
  readonly invoiceId: string;
  readonly invoiceVersion: number;
  readonly currency: string;
  readonly direction: 'payable' | 'receivable';
  readonly documentType: string;
  readonly openAmount: string;
};

type Answer = Pick<Reconciled, 'kind' | 'category' | 'allocations' | 'mates'> & {
  readonly origin: Reconciled['origin'];
  readonly reason: string | null;
  readonly confidence: string | null;
  readonly criteria: Reconciled['criteria'];
  readonly decidedBy?: string;
};

/** Explains a row. Throws a NexusError `conflict` when it is explained already or an item has not that much open. */
export function decideReconcile(
  state: RowState,
  row: RowFacts,
  items: ReadonlyMap<string, ItemFacts>,
  answer: Answer,
): EventOf<typeof TransactionReconciled> {
  if (state.status === 'explained') throw new NexusError('conflict', 'This row is explained already.');
  let used = ZERO;
  const named = new Set(answer.allocations.map((allocation) => allocation.openItemId));
  if (named.size < answer.allocations.length) throw new NexusError('invalid', 'An item is named twice.');
  for (const allocation of answer.allocations) {
    checkAllocation(row, items.get(allocation.openItemId), allocation);
    used = addDecimals(used, parseDecimal(allocation.rowAmount));
  }
  const isItemised = answer.allocations.length > 0;
  const rest = isItemised ? addDecimals(parseDecimal(row.amount), negateDecimal(used)) : ZERO;
  if (rest.coefficient < 0n) throw new NexusError('conflict', 'The items together are more than the row.');
  if (used.coefficient < 0n) {
    throw new NexusError('invalid', 'The credit notes together are more than what else is settled.');
  }
  const { amount, ...facts } = row;
  return {
    type: 'TransactionReconciled',
    data: {
      ...facts,
      ...answer,
      kind:
        isItemised && answer.kind !== 'reversal'
          ? rest.coefficient === 0n
            ? 'matched'
            : 'partial'
          : answer.kind,
      rowAmount: amount,
      rest: formatDecimal(rest),
      decidedBy: answer.decidedBy ?? null,
    },
  };
}

function checkAllocation(row: RowFacts, item: ItemFacts | undefined, allocation: Allocation): void {
  if (!item) throw new NexusError('conflict', 'One of the items is no longer open.');
  const amount = parseDecimal(allocation.amount);
  if (amount.coefficient <= 0n) throw new NexusError('invalid', 'An allocation is more than zero.');
  if (compareDecimals(amount, parseDecimal(item.openAmount)) > 0) {
    throw new NexusError(
      'conflict',
      `Only ${item.openAmount} ${item.currency} is still open on one of the items.`,
    );
  }
  if (allocation.rate === null && item.currency !== row.currency) {
    throw new NexusError(
      'invalid',
      `A row in ${row.currency} needs a rate to settle an item in ${item.currency}.`,
    );
  }
  const signed = parseDecimal(allocation.rowAmount);
  const along = settles(row, item) ? signed : negateDecimal(signed);
  if (along.coefficient < 0n)
    throw new NexusError('invalid', 'The money moves the wrong way for one of the items.');
  if (allocation.rate !== null) return;
  const cash = allocation.differences.reduce((sum, d) => addDecimals(sum, parseDecimal(d.amount)), along);
  if (compareDecimals(cash, amount) !== 0) {
    throw new NexusError('invalid', 'Cash and differences do not add up to what is settled.');
  }
}

/** Lowers an item by what a decision took, so that the next one in the same batch sees it; a settled item goes. */
export function takeFrom(items: Map<string, ItemFacts>, id: string, amount: string): void {
  const item = items.get(id);
  if (!item) return;
  const open = addDecimals(parseDecimal(item.openAmount), negateDecimal(parseDecimal(amount)));
  if (compareDecimals(open, ZERO) === 0) items.delete(id);
  else items.set(id, { ...item, openAmount: formatDecimal(open) });
}

/** Puts a row before a person, unless exactly that is before them already. */
export function decideUnmatched(
  state: RowState,
  row: RowFacts,
  queue: EventOf<typeof SettlementUnmatched>['data']['queue'],
  proposal: Proposal,
): EventOf<typeof SettlementUnmatched> | null {
  if (state.status === 'explained') return null;
  if (state.proposal === proposalSignature(queue, proposal)) return null;
  const { amount, ...facts } = row;
  return { type: 'SettlementUnmatched', data: { ...facts, rowAmount: amount, queue, proposal } };
}

/** Takes an explanation back. */
export function decideUndo(
  state: RowState,
  row: RowFacts,
  reason: string | null,
): EventOf<typeof MatchUndone> {
  if (state.status !== 'explained') throw new NexusError('conflict', 'There is nothing to undo on this row.');
  const { amount, ...facts } = row;
  return { type: 'MatchUndone', data: { ...facts, rowAmount: amount, reason } };
}

const ZERO: Decimal = { coefficient: 0n, scale: 0 };
