import { describe, expect, test } from 'vitest';
import { type Announced, type Booked, dueDay, type Movement, pairAnnounced } from './pair.ts';

const row = (id: string, fields: Partial<Movement> = {}): Movement => ({
  id,
  bookingDate: '2026-03-02',
  valueDate: null,
  amount: '100.00',
  direction: 'credit',
  currency: 'EUR',
  bankReference: null,
  endToEndId: null,
  uetr: null,
  batchId: null,
  counterpartyAccount: null,
  fingerprint: `text of ${id}`,
  ...fields,
});
const intraday = (id: string, fields: Partial<Movement> = {}): Announced => ({
  ...row(id, fields),
  source: 'intraday',
});
const advice = (id: string, fields: Partial<Movement> = {}): Announced => ({
  ...row(id, fields),
  source: 'advice',
});
const booked = (
  id: string,
  fields: Partial<Movement> = {},
  announcedBy: Booked['announcedBy'] = [],
): Booked => ({
  ...row(id, fields),
  announcedBy,
});
const pairs = (announced: readonly Announced[], rows: readonly Booked[]) =>
  Object.fromEntries(pairAnnounced(announced, rows));

describe('which booked row an announcement became', () => {
  test('the account servicer’s reference tells, also when another row looks more alike', () => {
    const announced = [intraday('a', { bankReference: 'R1' })];
    const rows = [booked('twin'), booked('b', { bankReference: 'R1', bookingDate: '2026-03-04' })];
    expect(pairs(announced, rows)).toEqual({ a: 'b' });
  });

  test('a reference with another amount is another row', () => {
    expect(
      pairs(
        [intraday('a', { bankReference: 'R1' })],
        [booked('b', { bankReference: 'R1', amount: '99.00' })],
      ),
    ).toEqual({});
  });

  test('a reference that comes again weeks later is another row', () => {
    expect(
      pairs(
        [intraday('a', { bankReference: 'R1' })],
        [booked('b', { bankReference: 'R1', bookingDate: '2026-03-20' })],
      ),
    ).toEqual({});
  });

  test('5.0 and 5.00 are the same amount', () => {
    expect(pairs([intraday('a', { amount: '5.0' })], [booked('b', { amount: '5.00' })])).toEqual({ a: 'b' });
  });

  test('the payment’s own reference tells, by UETR and by end-to-end id', () => {
    const announced = [intraday('a', { uetr: 'U' }), intraday('c', { endToEndId: 'E' })];
    const rows = [
      booked('d', { endToEndId: 'E', bookingDate: '2026-03-03' }),
      booked('b', { uetr: 'U', bookingDate: '2026-03-03' }),
    ];
    expect(pairs(announced, rows)).toEqual({ a: 'b', c: 'd' });
  });

  test('single announcements become the batch that the bank books, where they add up to it', () => {
    const announced = [
      intraday('a', { batchId: 'B', amount: '60.00' }),
      intraday('c', { batchId: 'B', amount: '40' }),
    ];
    expect(pairs(announced, [booked('b', { batchId: 'B', amount: '100.00' })])).toEqual({ a: 'b', c: 'b' });
    expect(pairs(announced, [booked('b', { batchId: 'B', amount: '101.00' })])).toEqual({});
  });

  test('twins become twins, each one of its own', () => {
    const rows = [booked('c'), booked('d')];
    expect(pairs([intraday('a'), intraday('b')], rows)).toEqual({ a: 'c', b: 'd' });
    expect(pairs([intraday('a'), intraday('b'), intraday('e')], rows)).toEqual({ a: 'c', b: 'd' });
  });

  test('of rows with one amount the other side’s account tells which is which', () => {
    const announced = [
      intraday('a', { counterpartyAccount: 'DE1' }),
      intraday('b', { counterpartyAccount: 'DE2' }),
    ];
    const rows = [booked('c', { counterpartyAccount: 'DE2' }), booked('d', { counterpartyAccount: 'DE1' })];
    expect(pairs(announced, rows)).toEqual({ a: 'd', b: 'c' });
  });

  test('without a reference only the day’s rows are meant, or those of the same value', () => {
    expect(pairs([intraday('a')], [booked('b', { bookingDate: '2026-03-03' })])).toEqual({});
    const value = { valueDate: '2026-03-04' };
    expect(pairs([intraday('a', value)], [booked('b', { bookingDate: '2026-03-03', ...value })])).toEqual({
      a: 'b',
    });
  });

  test('a debit never becomes a credit, nor dollars euros', () => {
    expect(pairs([intraday('a', { direction: 'debit' })], [booked('b')])).toEqual({});
    expect(pairs([intraday('a', { currency: 'USD' })], [booked('b')])).toEqual({});
  });

  test('an advice that could be of two entries waits, where an intraday row takes the first', () => {
    const rows = [booked('b'), booked('c')];
    expect(pairs([advice('a')], rows)).toEqual({});
    expect(pairs([advice('a'), advice('e')], [booked('b')])).toEqual({});
    expect(pairs([advice('a')], [booked('b')])).toEqual({ a: 'b' });
    expect(pairs([intraday('a')], rows)).toEqual({ a: 'b' });
  });

  test('an intraday report and an advice may announce the same entry, but no source does so twice', () => {
    expect(pairs([intraday('a'), advice('c')], [booked('b')])).toEqual({ a: 'b', c: 'b' });
    expect(pairs([intraday('a')], [booked('b', {}, ['intraday'])])).toEqual({});
  });
});

describe('when an announced row is due', () => {
  test('on its day; a pending one some days later', () => {
    expect(dueDay(intraday('a'))).toBe('2026-03-02');
    expect(dueDay({ ...row('a', { valueDate: '2026-03-04' }), source: 'pending' })).toBe('2026-03-09');
  });
});
