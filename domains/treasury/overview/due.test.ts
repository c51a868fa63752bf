import { expect, test } from 'vitest';
import { valuationOn } from '../markets/valuation.ts';
import { dueSide, dueWindows } from './due.ts';

test('weeks run from Monday to Sunday; this one begins today', () => {
  const shown = (today: string) =>
    dueWindows(today)
      .slice(0, 3)
      .map(({ kind, from, to }) => `${kind} ${from} ${to}`);
  expect(shown('2026-11-21')).toEqual([
    'overdue null 2026-11-20',
    'thisWeek 2026-11-21 2026-11-22',
    'week 2026-11-23 2026-11-29',
  ]);
  expect(shown('2026-11-22')[1]).toBe('thisWeek 2026-11-22 2026-11-22');
  expect(shown('2026-11-23')[1]).toBe('thisWeek 2026-11-23 2026-11-29');
  expect(dueWindows('2026-11-23').at(-1)).toEqual({ kind: 'week', from: '2026-12-28', to: '2027-01-03' });
});

test('one side of a window: credit notes lower it, and a currency without a rate is named', () => {
  const sums = [
    { direction: 'payable', window: 2, currency: 'EUR', amount: '-284.41' },
    { direction: 'payable', window: 2, currency: 'SEK', amount: '10' },
    { direction: 'payable', window: 1, currency: 'EUR', amount: '1' },
    { direction: 'receivable', window: 2, currency: 'EUR', amount: '2' },
  ];
  const side = dueSide(sums, { window: 2, direction: 'payable' }, valuationOn('EUR', [], '2026-11-21'));
  expect(side.amount).toBe('-284.41');
  expect(side.without).toEqual([{ currency: 'SEK', amount: '10' }]);
});
