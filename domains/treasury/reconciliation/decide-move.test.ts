import { expect, test } from 'vitest';
import { decideReconcile, evolveRow, type ItemFacts, initialRow, type RowFacts } from './decide.ts';
import { type DecidedRow, decideMove, type ExplainedRow } from './decide-move.ts';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const row = (amount: string): RowFacts => ({
  ...{ bankAccountId: id(1), statementId: id(2), entityId: 'DE01', currency: 'EUR' },
  ...{ direction: 'credit', amount },
});
const item = (n: number, openAmount: string): ItemFacts => ({
  ...{ openItemId: id(n), invoiceId: id(n + 100), invoiceVersion: 1, currency: 'EUR' },
  ...{ direction: 'receivable', documentType: 'invoice', openAmount },
});
const mapOf = (...items: ItemFacts[]) => new Map(items.map((one) => [one.openItemId, one]));

/** An announced row that a person matched with the whole of an item. */
function matched(n: number, itemId: number, amount: string): ExplainedRow {
  const allocations = [
    {
      ...{ openItemId: id(itemId), invoiceId: id(itemId + 100), invoiceVersion: 1, currency: 'EUR' },
      ...{ amount, rowAmount: amount, rate: null, differences: [] },
    },
  ];
  const event = decideReconcile(initialRow, row(amount), mapOf(item(itemId, amount)), {
    ...{ kind: 'matched', category: null, mates: [], origin: 'person', reason: null, confidence: null },
    ...{ criteria: [], allocations },
  });
  return { id: id(n), row: row(amount), state: evolveRow(initialRow, event) } as ExplainedRow;
}

const booked = (amount: string): DecidedRow => ({ id: id(9), row: row(amount), state: initialRow });

test('given a match on an announced row, when it is booked, then the booked row takes it, as the same person decided', () => {
  const { moved, taken } = decideMove(
    [matched(3, 5, '100.00')],
    booked('100.00'),
    mapOf(item(5, '0.00')),
    id(7),
  );
  expect(moved.map(({ data }) => [data.bookedRowId, data.rowAmount])).toEqual([[id(9), '100.00']]);
  expect(taken?.data).toMatchObject({ kind: 'matched', rest: '0.00', decidedBy: id(7) });
});

test('given matches on the members of a batch, when the batch is booked, then it takes all of them', () => {
  const members = [matched(3, 5, '60.00'), matched(4, 6, '40.00')];
  const { moved, taken } = decideMove(
    members,
    booked('100.00'),
    mapOf(item(5, '0.00'), item(6, '0.00')),
    id(7),
  );
  expect(moved).toHaveLength(2);
  expect(taken?.data.allocations.map(({ openItemId }) => openItemId)).toEqual([id(5), id(6)]);
});

test('given the booked row is smaller or explained already, then the items are open again and it waits as it was', () => {
  const announced = [matched(3, 5, '100.00')];
  const items = mapOf(item(5, '0.00'));
  expect(decideMove(announced, booked('90.00'), items, id(7))).toMatchObject({ moved: [{}], taken: null });
  const explained = { ...booked('100.00'), state: announced[0]?.state ?? initialRow };
  expect(decideMove(announced, explained, items, id(7))).toMatchObject({ moved: [{}], taken: null });
});
