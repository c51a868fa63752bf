import { expect, test } from 'vitest';
import { joinAcrossDays } from './another-day.ts';
import { ofBalance, ofRow } from './differences.ts';

const row = (kind: 'onlyHere' | 'onlyLeading', day: string, amount: string, rowNumber: number) =>
  ofRow(
    kind,
    {
      bookingDate: `2026-03-${day}`,
      direction: amount.startsWith('-') ? 'debit' : 'credit',
      amount: amount.replace('-', ''),
      currency: 'EUR',
      description: `Row ${rowNumber}`,
      rowNumber,
    },
    null,
  );
const here = row.bind(null, 'onlyHere');
const leading = row.bind(null, 'onlyLeading');
const told = (differences: ReturnType<typeof joinAcrossDays>) =>
  differences.map(
    ({ kind, date, leadingDate }) =>
      `${kind} ${date.slice(8)}${leadingDate ? ` ${leadingDate.slice(8)}` : ''}`,
  );

test('the same payment on another day is one difference, however its amount is written', () => {
  const [joined, ...rest] = joinAcrossDays([here('06', '-5.00', 1), leading('09', '-5', 2)]);
  expect(rest).toEqual([]);
  expect(joined).toEqual({
    ...here('06', '-5.00', 1),
    kind: 'otherDay',
    leadingAmount: '-5',
    leadingDate: '2026-03-09',
  });
});

test('the nearest day is taken, each row once', () => {
  const rows = [leading('02', '5', 1), here('04', '5', 2), leading('05', '5', 3), here('06', '5', 4)];
  expect(told(joinAcrossDays(rows))).toEqual(['otherDay 04 05', 'otherDay 06 02']);
});

test('other amounts, other directions, and days further apart stay differences of their own', () => {
  const rows = [here('02', '5', 1), leading('02', '-5', 2), leading('03', '5.01', 3), leading('08', '5', 4)];
  expect(told(joinAcrossDays(rows))).toEqual([
    'onlyHere 02',
    'onlyLeading 02',
    'onlyLeading 03',
    'onlyLeading 08',
  ]);
});

test('closing balances are not joined', () => {
  const balance = ofBalance('2026-03-02', '5', '6', 'EUR');
  expect(joinAcrossDays([balance, leading('03', '5', 1)])).toEqual([balance, leading('03', '5', 1)]);
});
