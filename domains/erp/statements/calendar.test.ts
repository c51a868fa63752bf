import { expect, test } from 'vitest';
import { breaksOf, type CalendarStatement, calendarOf } from './calendar.ts';

const statement = (
  id: string,
  fromDate: string,
  toDate: string,
  fields: Partial<CalendarStatement> = {},
): CalendarStatement => ({
  id,
  number: null,
  sequence: null,
  fromDate,
  toDate,
  opening: null,
  closing: null,
  check: 'verified',
  ...fields,
});
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
const states = (...args: Parameters<typeof calendarOf>) => calendarOf(...args).map(({ state }) => state);
const none = new Set<string>();
const DAILY = { frequency: 'businessDays', holidays: 'TARGET' } as const;

test('a day is had when a statement tells of it, entered by hand, missing when it is overdue, else nothing', () => {
  const found = [statement('a', '2026-03-02', '2026-03-02')];
  expect(states(DAYS, found, new Set(['2026-03-03']), new Set(['2026-03-04']))).toEqual([
    'complete',
    'entered',
    'missing',
    'none',
  ]);
});

test('a statement over days covers each of them, also those that lie before the first shown', () => {
  const found = [statement('a', '2026-02-27', '2026-03-03', { check: 'discrepancy' })];
  expect(states(DAYS, found, none, none)).toEqual(['differs', 'differs', 'none', 'none']);
});

test('statements over days that tell of the same day overlap; several of one day follow each other', () => {
  const month = statement('m', '2026-03-02', '2026-03-04');
  expect(states(DAYS, [month, statement('d', '2026-03-03', '2026-03-03')], none, none)).toEqual([
    'complete',
    'overlap',
    'complete',
    'none',
  ]);
  const pages = [statement('p', '2026-03-02', '2026-03-02'), statement('q', '2026-03-02', '2026-03-02')];
  expect(states(DAYS, pages, none, none)[0]).toBe('complete');
});

test('of several statements of a day it leads to the one that is shown, else to one that does not add up', () => {
  const found = [
    statement('a', '2026-03-02', '2026-03-02', { check: 'discrepancy' }),
    statement('b', '2026-03-02', '2026-03-02'),
  ];
  expect(calendarOf(DAYS, found, none, none)[0]).toMatchObject({ state: 'differs', statementId: 'a' });
  expect(calendarOf(DAYS, found, none, none, 'b')[0]).toMatchObject({ state: 'differs', statementId: 'b' });
});

test('one that begins on the day and with the balance of the other’s end joins it', () => {
  const a = statement('a', '2026-03-02', '2026-03-03', { closing: '10' });
  const b = statement('b', '2026-03-03', '2026-03-04', { opening: '10' });
  expect(states(DAYS, [a, b], none, none)).toEqual(['complete', 'complete', 'complete', 'none']);
  expect(breaksOf([a, b], DAILY)).toEqual([]);
});

test('the chain breaks where balances differ, days are missing or two overlap, newest first', () => {
  const a = statement('a', '2026-03-02', '2026-03-02', { closing: '10' });
  const b = statement('b', '2026-03-04', '2026-03-04', { opening: '12', closing: '15' });
  const c = statement('c', '2026-03-03', '2026-03-05', { opening: '11' });
  expect(breaksOf([a, b], DAILY)).toMatchObject([
    { statement: { id: 'b' }, previous: { id: 'a' }, missing: ['2026-03-03'], differs: true, overlap: null },
  ]);
  expect(breaksOf([a, b, c], { ...DAILY, frequency: 'none' })[0]).toMatchObject({
    statement: { id: 'c' },
    differs: true,
    overlap: { from: '2026-03-03', to: '2026-03-04' },
  });
});

test('a late statement in the middle closes the gap', () => {
  const a = statement('a', '2026-03-02', '2026-03-02', { closing: '10' });
  const late = statement('l', '2026-03-03', '2026-03-03', { opening: '10', closing: '12' });
  const b = statement('b', '2026-03-04', '2026-03-04', { opening: '12' });
  expect(breaksOf([a, b], DAILY)).toHaveLength(1);
  expect(breaksOf([a, b, late], DAILY)).toEqual([]);
});
