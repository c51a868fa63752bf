import { describe, expect, test } from 'vitest';
import { OccurrenceCounter, rowFingerprint } from './fingerprint.ts';

const row = {
  bookingDate: '2026-03-02',
  valueDate: '2026-03-02',
  amount: '12.50',
  direction: 'debit',
  currency: 'EUR',
  description: 'CARD 4711 Bäckerei',
  reference: null,
  bankReference: null,
  endToEndId: null,
  mandateId: null,
  chequeNumber: null,
} as const;

describe('rowFingerprint', () => {
  test('is the same for ever', () => {
    expect(rowFingerprint(row)).toBe('51867c6fce550334535f3cab351e703d3c5eeb3f95ecd1b24eb9f1b53746f0a7');
  });

  test('does not depend on how amount and text are written', () => {
    expect(rowFingerprint({ ...row, amount: '012.5', description: ' card  4711\nBÄCKEREI ' })).toBe(
      rowFingerprint(row),
    );
  });

  test.each([
    { bookingDate: '2026-03-03' },
    { valueDate: null },
    { amount: '125.0' },
    { direction: 'credit' as const },
    { currency: 'USD' },
    { description: 'CARD 4712 Bäckerei' },
    { reference: '1' },
    { bankReference: '1' },
  ])('tells apart a row with %o', (change) => {
    expect(rowFingerprint({ ...row, ...change })).not.toBe(rowFingerprint(row));
  });
});

test('two card payments of one day are the first and the second, the next day begins anew', () => {
  const counter = new OccurrenceCounter();
  const rows = [row, { ...row, amount: '1' }, row, { ...row, bookingDate: '2026-03-03' }];
  expect(rows.map((one) => counter.next(rowFingerprint(one)))).toEqual([1, 1, 2, 1]);
});
