import { expect, test } from 'vitest';
import { readLines, readPolicy } from './input.ts';
import { defaultPolicy } from './policy.ts';

const invoice = {
  type: 'invoice',
  id: 'i1',
  direction: 'receivable',
  currency: 'EUR',
  amount: '1190.0000',
  openAmount: '1190.0000',
};
const row = {
  type: 'row',
  id: 'r1',
  bookingDate: '2026-03-31',
  direction: 'credit',
  currency: 'EUR',
  amount: '1190.00',
};

test('given the least of each line, unknown fields and types to come, then they are read', async () => {
  const lines = [
    { ...row, later: { field: 1 } },
    invoice,
    { type: 'ownAccount', account: 'DE89370400440532013000' },
    { type: 'rate', date: '2026-03-31', base: 'EUR', quote: 'USD', rate: '1.08210000' },
    { type: 'confirmed', row: 'r0', allocations: [{ invoice: 'i0', amount: '50.00' }] },
  ].map((line) => JSON.stringify(line));
  const read = await readLines([...lines, '']);
  expect(read).toMatchObject({
    input: {
      items: [{ id: 'i1', documentType: 'invoice', otherNumbers: [], counterparty: null }],
      rows: [{ id: 'r1', status: 'booked', description: null, details: [] }],
      ownAccounts: [{ account: 'DE89370400440532013000', entity: null, currency: null }],
      confirmed: [{ row: 'r0' }],
    },
  });
});

test.each([
  ['{', ''],
  ['{"type":"cheque"}', '/type'],
  [JSON.stringify({ ...row, amount: 1190 }), '/amount'],
  [JSON.stringify({ ...row, amount: '-1.00' }), '/amount'],
  [JSON.stringify({ ...row, amount: '1.00001' }), '/amount'],
  [JSON.stringify({ ...row, bookingDate: '2026-02-29' }), '/bookingDate'],
  [JSON.stringify({ ...row, currency: 'EURO' }), '/currency'],
  [JSON.stringify({ ...invoice, discounts: [{ percent: '2', until: 'soon' }] }), '/discounts/0/until'],
  [JSON.stringify(invoice), '/id'],
])('given %s on line 2, then line and place are named', async (line, pointer) => {
  expect(await readLines([JSON.stringify(invoice), line])).toMatchObject({ problem: { line: 2, pointer } });
});

test('given a policy, then what it leaves out is as usual, and what it misspells is refused', () => {
  expect(readPolicy('{"discountGraceDays":0}')).toEqual({
    policy: { ...defaultPolicy, discountGraceDays: 0 },
  });
  expect(readPolicy('{"discountGrace":0}')).toHaveProperty('problem');
  expect(readPolicy('')).toHaveProperty('problem');
});
