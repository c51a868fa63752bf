import { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { hasCode, NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import {
  type Allocation,
  decideReconcile,
  type ItemFacts,
  type RowFacts,
  type RowState,
  takeFrom,
} from './decide.ts';
import { loadItems, loadRowFacts, loadRowStates, streamOf } from './load-rows.ts';
import { settles } from './spread.ts';

/** Rows that one command explains at most. */
export const MAX_EXPLAINED_ROWS = 200;

const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'Write an amount such as 1200.50.');

const itemsAnswer = z.object({
  kind: z.literal('items'),
  allocations: z
    .array(
      z.object({
        openItemId: z.uuid(),
        /** What of the row goes to the item, never signed, in the currency of both. */
        cash: amount,
        /** What else of the item this settles, without cash: a discount, a charge. */
        differences: z
          .array(z.object({ reason: z.string().min(1).max(40), amount }))
          .max(20)
          .default([]),
      }),
    )
    .min(1)
    .max(100),
});

const noDocumentAnswer = z.object({
  kind: z.literal('noDocument'),
  category: z.string().trim().min(1).max(40).nullable().default(null),
  reason: z.string().trim().min(1, 'Say why there is no document.').max(500),
});

const answered = z.object({
  rowId: z.uuid(),
  answer: z.discriminatedUnion('kind', [itemsAnswer, noDocumentAnswer]),
});

type Answered = z.output<typeof answered>;

/**
 * Explains many rows at once, each by items or as having no document. A row that is explained already, or whose items have not enough open any
 * more, is left as it is and named in `left`; the others do not wait for it.
 */
export const explainRows = defineCommand({
  type: 'explainRows',
  input: z.object({ rows: z.array(answered).min(1).max(MAX_EXPLAINED_ROWS) }),
  describe: (input) => `Explain ${input.rows.length} bank rows`,
  async handle({ tx, input }) {
    const rowIds = input.rows.map((row) => row.rowId);
    const facts = await loadRowFacts(tx, rowIds);
    const states = await loadRowStates(tx, rowIds);
    const items = await loadItems(tx, input.rows.flatMap(itemIdsOf));
    const streams: StreamAppend[] = [];
    const left: Id[] = [];
    for (const { rowId, answer } of input.rows) {
      const row = facts.get(rowId);
      const state = states.get(rowId);
      if (!row || !state) throw new NexusError('notFound', 'There is no such row.');
      const stream = explain(rowId, row, state, items, answer);
      states.delete(rowId);
      if (stream) streams.push(stream);
      else left.push(rowId);
    }
    return { result: { explained: streams.length, left }, streams };
  },
});

const itemIdsOf = ({ answer }: Answered) =>
  answer.kind === 'items' ? answer.allocations.map((allocation) => allocation.openItemId) : [];

/** Null when the row or its items are not free for this answer any more. */
function explain(
  rowId: Id,
  row: RowFacts,
  state: RowState,
  items: Map<string, ItemFacts>,
  answer: Answered['answer'],
): StreamAppend | null {
  try {
    const allocations = answer.kind === 'items' ? allocationsOf(row, items, answer.allocations) : [];
    const event = decideReconcile(state, row, items, {
      kind: answer.kind === 'items' ? 'matched' : 'noDocument',
      category: answer.kind === 'items' ? null : answer.category,
      reason: answer.kind === 'items' ? null : answer.reason,
      origin: 'person',
      confidence: null,
      criteria: [],
      mates: [],
      allocations,
    });
    for (const { openItemId, amount } of allocations) takeFrom(items, openItemId, amount);
    return { stream: streamOf(rowId), expectedVersion: state.version, events: [event] };
  } catch (error) {
    if (hasCode(error, 'conflict')) return null;
    throw error;
  }
}

function allocationsOf(
  row: RowFacts,
  items: ReadonlyMap<string, ItemFacts>,
  wanted: z.output<typeof itemsAnswer>['allocations'],
): Allocation[] {
  return wanted.map(({ openItemId, cash, differences }) => {
    const item = items.get(openItemId);
    if (!item) throw new NexusError('conflict', 'One of the items is no longer open.');
    const paid = parseDecimal(cash);
    const settled = differences.reduce((sum, d) => addDecimals(sum, parseDecimal(d.amount)), paid);
    return {
      openItemId,
      invoiceId: item.invoiceId,
      invoiceVersion: item.invoiceVersion,
      amount: formatDecimal(settled),
      currency: item.currency,
      rowAmount: formatDecimal(settles(row, item) ? paid : negateDecimal(paid)),
      rate: null,
      differences,
    };
  });
}
