import { expect, test } from 'vitest';
import { addDays } from '#lib/dates.ts';
import { DayAmountCounter, isCovered, joinPeriods } from './compare.ts';

const row = (bookingDate: string, amount: string, direction = 'credit') => ({
  bookingDate,
  amount,
  direction,
});

test('rows of one day, direction and amount are counted, however the amount is written', () => {
  const counter = new DayAmountCounter();
  expect(counter.next(row('2026-03-02', '5.00'))).toBe(1);
  expect(counter.next(row('2026-03-02', '5'))).toBe(2);
  expect(counter.next(row('2026-03-02', '5.00', 'debit'))).toBe(1);
  expect(counter.next(row('2026-03-03', '5.00'))).toBe(1);
  expect(counter.has(row('2026-03-02', '5.0'), 2)).toBe(true);
  expect(counter.has(row('2026-03-02', '5.0'), 3)).toBe(false);
  expect(counter.has(row('2026-03-09', '5.0'), 1)).toBe(false);
});

test('daily statements become one period, and a gap parts two', () => {
  const days = ['2026-03-04', '2026-03-02', '2026-03-03', '2026-03-09'].map((day) => ({
    from: day,
    to: day,
  }));
  const periods = joinPeriods(days, (day) => addDays(day, 1));
  expect(periods).toEqual([
    { from: '2026-03-02', to: '2026-03-04' },
    { from: '2026-03-09', to: '2026-03-09' },
  ]);
  expect(isCovered(periods, '2026-03-03')).toBe(true);
  expect(isCovered(periods, '2026-03-05')).toBe(false);
});

test('a period within another changes nothing', () => {
  const month = { from: '2026-03-01', to: '2026-03-31' };
  expect(joinPeriods([month, { from: '2026-03-02', to: '2026-03-03' }], (day) => addDays(day, 1))).toEqual([
    month,
  ]);
});
