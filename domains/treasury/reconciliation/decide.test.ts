import { describe, expect, test } from 'vitest';
import {
  type Allocation,
  decideReconcile,
  decideUndo,
  decideUnmatched,
  evolveRow,
  type ItemFacts,
  initialRow,
  type Proposal,
  type ReconciliationEvent,
  type RowFacts,
  type RowState,
} from './decide.ts';
import { queueOf } from './queue-of.ts';
import { settles, spread } from './spread.ts';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const row: RowFacts = {
  bankAccountId: id(1),
  statementId: id(2),
  entityId: 'DE01',
  currency: 'EUR',
  direction: 'credit',
  amount: '100.00',
};

const item = (n: number, openAmount: string, changes: Partial<ItemFacts> = {}): ItemFacts => ({
  openItemId: id(n),
  invoiceId: id(n + 100),
  invoiceVersion: 1,
  currency: 'EUR',
  direction: 'receivable',
  documentType: 'invoice',
  openAmount,
  ...changes,
});

const mapOf = (...items: ItemFacts[]) => new Map(items.map((entry) => [entry.openItemId, entry]));

const allocation = (n: number, amount: string, changes: Partial<Allocation> = {}): Allocation => ({
  openItemId: id(n),
  invoiceId: id(n + 100),
  invoiceVersion: 1,
  amount,
  currency: 'EUR',
  rowAmount: amount,
  rate: null,
  differences: [],
  ...changes,
});

const answer = (allocations: Allocation[]) => ({
  kind: 'matched' as const,
  category: null,
  mates: [],
  allocations,
  origin: 'person' as const,
  reason: null,
  confidence: null,
  criteria: [],
});

const given = (...events: ReconciliationEvent[]) => events.reduce<RowState>(evolveRow, initialRow);

describe('explaining a row', () => {
  test('given it waits, when the items add up, then it is matched with nothing left', () => {
    const event = decideReconcile(
      given(),
      row,
      mapOf(item(5, '60'), item(6, '40')),
      answer([allocation(5, '60'), allocation(6, '40')]),
    );
    expect(event.data).toMatchObject({ kind: 'matched', rest: '0.00', rowAmount: '100.00' });
  });

  test('when the items are less than the row, then it is partial and the rest is told', () => {
    const event = decideReconcile(given(), row, mapOf(item(5, '60')), answer([allocation(5, '60')]));
    expect(event.data).toMatchObject({ kind: 'partial', rest: '40.00' });
  });

  test('a discount settles without cash', () => {
    const discounted = allocation(5, '102.04', {
      rowAmount: '100.00',
      differences: [{ reason: 'discount', amount: '2.04' }],
    });
    const event = decideReconcile(given(), row, mapOf(item(5, '102.04')), answer([discounted]));
    expect(event.data).toMatchObject({ kind: 'matched', rest: '0.00' });
  });

  test('a credit note counts against the row', () => {
    const note = item(6, '20', { documentType: 'creditNote' });
    const netted = [allocation(5, '120'), allocation(6, '20', { rowAmount: '-20' })];
    expect(decideReconcile(given(), row, mapOf(item(5, '120'), note), answer(netted)).data.rest).toBe('0.00');
  });

  test.each([
    ['more than is open', [item(5, '59.99')], [allocation(5, '60')], 'conflict'],
    ['more than the row', [item(5, '200')], [allocation(5, '100.01')], 'conflict'],
    ['an item that is gone', [], [allocation(5, '60')], 'conflict'],
    ['nothing', [item(5, '60')], [allocation(5, '0')], 'invalid'],
    ['the wrong way', [item(5, '60', { direction: 'payable' })], [allocation(5, '60')], 'invalid'],
    [
      'another currency without a rate',
      [item(5, '60', { currency: 'USD' })],
      [allocation(5, '60')],
      'invalid',
    ],
    [
      'cash and differences that do not add up',
      [item(5, '60')],
      [allocation(5, '60', { rowAmount: '59' })],
      'invalid',
    ],
  ])('%s is refused', (_, items, allocations, code) => {
    expect(() => decideReconcile(given(), row, mapOf(...items), answer(allocations))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test('one item twice is refused, and credit notes alone, which would leave more than the row', () => {
    const twice = answer([allocation(10, '50.00'), allocation(10, '50.00')]);
    expect(() => decideReconcile(initialRow, row, mapOf(item(10, '60.00')), twice)).toThrow(/named twice/);
    const note = item(11, '40.00', { documentType: 'creditNote' });
    const alone = answer([allocation(11, '40.00', { rowAmount: '-40.00' })]);
    expect(() => decideReconcile(initialRow, row, mapOf(note), alone)).toThrow(/credit notes together/);
  });

  test('given it is explained, then not again; undone, it waits, and the answer is remembered', () => {
    const event = decideReconcile(given(), row, mapOf(item(5, '100')), answer([allocation(5, '100')]));
    expect(() => decideReconcile(given(event), row, mapOf(item(5, '100')), answer([]))).toThrow(
      /explained already/,
    );
    const undone = decideUndo(given(event), row, 'wrong');
    const state = given(event, undone);
    expect(state).toMatchObject({ status: 'waiting', version: 2, undone: [expect.any(String)] });
    expect(() => decideUndo(state, row, null)).toThrow(/nothing to undo/);
  });
});

describe('putting a row before a person', () => {
  const proposal: Proposal = {
    kind: 'matched',
    category: null,
    confidence: '91.00',
    mates: [],
    allocations: [allocation(5, '100')],
    rest: '0',
    criteria: [],
    alternatives: [],
  };

  test('the same again says nothing, even at another confidence; another answer does', () => {
    const first = decideUnmatched(given(), row, 'ready', proposal);
    if (!first) throw new Error('nothing');
    expect(decideUnmatched(given(first), row, 'ready', { ...proposal, confidence: '95.00' })).toBeNull();
    expect(
      decideUnmatched(given(first), row, 'ready', { ...proposal, allocations: [allocation(6, '100')] }),
    ).not.toBeNull();
    expect(decideUnmatched(given(first), row, 'choose', proposal)).not.toBeNull();
  });

  test.each([
    ['ready', {}],
    ['differs', { rest: '1.00' }],
    [
      'differs',
      { allocations: [allocation(5, '100', { differences: [{ reason: 'discount', amount: '2' }] })] },
    ],
    [
      'choose',
      { confidence: '60.00', alternatives: [{ confidence: '40.00', allocations: [allocation(6, '100')] }] },
    ],
    [
      'choose',
      {
        kind: 'unmatched' as const,
        alternatives: [{ confidence: '50.00', allocations: [allocation(6, '100')] }],
      },
    ],
    ['nothing', { kind: 'unmatched' as const, allocations: [] }],
  ])('%s', (queue, changes) => {
    expect(queueOf({ ...proposal, ...changes }, false)).toBe(queue);
  });
});

describe('spreading a row over picked items', () => {
  test('fills them in the order picked, the last one in part', () => {
    const items = mapOf(item(5, '30'), item(6, '40'), item(7, '50'));
    expect(spread(row, items, [id(7), id(5), id(6)]).map((a) => [a.openItemId, a.amount])).toEqual([
      [id(7), '50'],
      [id(5), '30'],
      [id(6), '20.00'],
    ]);
  });

  test('a credit note first makes room', () => {
    const items = mapOf(item(5, '130'), item(6, '30', { documentType: 'creditNote' }));
    expect(spread(row, items, [id(5), id(6)]).map((a) => a.rowAmount)).toEqual(['-30', '130']);
  });

  test('money that moves the other way settles nothing', () => {
    expect(settles({ direction: 'debit' }, item(5, '1'))).toBe(false);
    expect(() => spread({ ...row, direction: 'debit' }, mapOf(item(5, '100')), [id(5)])).toThrow(
      /moves this way/,
    );
  });
});
