import { expect, test } from 'vitest';
import { type Detailed, fillFromAdvices } from './fill.ts';

const bare = (fields: Partial<Detailed> = {}, details: Partial<Detailed['details']> = {}): Detailed => ({
  amount: '100.00',
  currency: 'EUR',
  reference: null,
  endToEndId: null,
  mandateId: null,
  uetr: null,
  chequeNumber: null,
  counterpartyName: null,
  counterpartyAccount: null,
  counterpartyBic: null,
  description: '',
  ...fields,
  details: {
    ultimateParty: null,
    remittance: { unstructured: null, structured: [] },
    instructedAmount: null,
    exchangeRate: null,
    charges: [],
    returnReason: null,
    originalAmount: null,
    batch: null,
    members: [],
    ...details,
  },
});

const payment = (endToEndId: string) => ({
  amount: '50.00',
  currency: 'EUR',
  reference: null,
  endToEndId,
  counterparty: { name: null, account: null, bic: null },
  description: '',
  remittance: { unstructured: null, structured: [] },
});

test('an advice fills what its entry leaves open, and nothing that the entry says', () => {
  const entry = bare({ counterpartyName: 'ACME', description: 'Credit' });
  const advice = bare(
    { counterpartyName: 'Acme GmbH', endToEndId: 'E1', description: 'Invoice 4711' },
    { remittance: { unstructured: 'Invoice 4711', structured: [] } },
  );
  const filled = fillFromAdvices(entry, [advice]);
  expect(filled).toMatchObject({ counterpartyName: 'ACME', description: 'Credit', endToEndId: 'E1' });
  expect(filled.details.remittance.unstructured).toBe('Invoice 4711');
});

test('an advice lists the payments of the batch that its entry is', () => {
  const advice = bare({}, { members: [payment('A'), payment('B')] });
  expect(fillFromAdvices(bare(), [advice]).details.members).toHaveLength(2);
});

test('several advices of one entry are each a payment of it', () => {
  const filled = fillFromAdvices(bare({ endToEndId: null }), [
    bare({ amount: '60.00', endToEndId: 'A' }),
    bare({ amount: '40.00' }, { members: [payment('B')] }),
  ]);
  expect(filled.endToEndId).toBeNull();
  expect(filled.details.members.map(({ endToEndId, amount }) => [endToEndId, amount])).toEqual([
    ['A', '60.00'],
    ['B', '50.00'],
  ]);
});

test('payments that the entry lists itself stay', () => {
  const entry = bare({}, { members: [payment('X')] });
  const filled = fillFromAdvices(entry, [bare({}, { members: [payment('A'), payment('B')] })]);
  expect(filled.details.members.map(({ endToEndId }) => endToEndId)).toEqual(['X']);
});

test('without an advice the entry is as it was', () => {
  const entry = bare();
  expect(fillFromAdvices(entry, [])).toBe(entry);
});
