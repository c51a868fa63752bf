import { describe, expect, test } from 'vitest';
import { ABSENT, type AccountDays, balancesOn, daysUntil, missingStatements } from './account-days.ts';

const every = (frequency: string) => ({ frequency, holidays: 'TARGET' }) as const;
const account = (facts: Partial<AccountDays>): AccountDays => ({
  id: 'account',
  shortName: 'EUR Main',
  currency: 'EUR',
  schedule: every('businessDays'),
  dueTime: '09:00',
  closedOn: null,
  firstDay: '2026-11-02',
  before: null,
  balances: new Map(),
  periods: [],
  ...facts,
});
const on = (...balances: [string, string][]) => new Map(balances);
const missing = (facts: Partial<AccountDays>, date: string, time = '12:00', count = 30) =>
  missingStatements(account(facts), daysUntil(date, count), { date, time }).map(({ from, to, dueOn }) =>
    from === to ? `${to} due ${dueOn}` : `${from} to ${to} due ${dueOn}`,
  );

describe('the balance of a day', () => {
  // Thursday 19 to Monday 23 November 2026.
  const days = daysUntil('2026-11-23', 5);

  test('holds over a weekend, and is not known on a business day without a statement', () => {
    const balances = on(['2026-11-19', '1'], ['2026-11-23', '3']);
    expect(balancesOn(account({ balances }), days)).toEqual(['1', null, null, null, '3']);
    const whole = on(['2026-11-19', '1'], ['2026-11-20', '2']);
    expect(balancesOn(account({ balances: whole }), days)).toEqual(['1', '2', '2', '2', null]);
  });

  test('holds where no statement is due, but not within a statement that only tells its end', () => {
    const facts = { schedule: every('onMovement'), before: '5', balances: on(['2026-11-22', '7']) };
    expect(balancesOn(account(facts), days)).toEqual(['5', '5', '5', '7', '7']);
    const period = { from: '2026-11-20', to: '2026-11-22' };
    expect(balancesOn(account({ ...facts, periods: [{ ...period, isKnown: false }] }), days)).toEqual([
      '5',
      null,
      null,
      '7',
      '7',
    ]);
    expect(balancesOn(account({ ...facts, periods: [{ ...period, isKnown: true }] }), days)[2]).toBe('5');
  });

  test('is absent before the first balance and after the account’s end', () => {
    const facts = { firstDay: '2026-11-20', closedOn: '2026-11-22', balances: on(['2026-11-20', '2']) };
    expect(balancesOn(account(facts), days)).toEqual([ABSENT, '2', '2', '2', ABSENT]);
    expect(balancesOn(account({ firstDay: null }), days)).toEqual(Array(5).fill(ABSENT));
  });
});

describe('a missing statement', () => {
  const balances = on(['2026-11-18', '1'], ['2026-11-19', '1']);

  test('is asked for from its time on, the day after', () => {
    const facts = { firstDay: '2026-11-18', balances };
    expect(missing(facts, '2026-11-21', '08:59')).toEqual([]);
    expect(missing(facts, '2026-11-21', '09:00')).toEqual(['2026-11-20 due 2026-11-21']);
    expect(missing(facts, '2026-11-23')).toEqual(['2026-11-20 due 2026-11-21']);
  });

  test('is never one of a weekend, of a closing day of TARGET, or before the account began', () => {
    const easter = on(['2026-04-02', '1'], ['2026-04-07', '1']);
    expect(missing({ firstDay: '2026-04-02', balances: easter }, '2026-04-08')).toEqual([]);
    expect(missing({ firstDay: null }, '2026-11-21')).toEqual([]);
    expect(missing({ firstDay: '2026-11-20', balances: on(['2026-11-20', '1']) }, '2026-11-21')).toEqual([]);
  });

  test('is there when a longer statement covers the day', () => {
    const periods = [{ from: '2026-11-20', to: '2026-11-24', isKnown: false }];
    expect(missing({ firstDay: '2026-11-18', balances, periods }, '2026-11-24')).toEqual([]);
  });

  test('is not due on a holiday of the account’s calendar', () => {
    const facts = { firstDay: '2026-11-02', balances: on(['2026-11-25', '1']) };
    expect(missing(facts, '2026-11-27', '12:00', 3)).toEqual(['2026-11-26 due 2026-11-27']);
    const american = { ...facts, schedule: { frequency: 'businessDays', holidays: 'US' } as const };
    expect(missing(american, '2026-11-27', '12:00', 3)).toEqual([]);
  });

  test('follows the schedule', () => {
    const facts = { firstDay: '2026-11-18', balances };
    expect(missing({ ...facts, schedule: every('calendarDays') }, '2026-11-23')).toEqual([
      '2026-11-20 due 2026-11-21',
      '2026-11-21 due 2026-11-22',
      '2026-11-22 due 2026-11-23',
    ]);
    expect(missing({ ...facts, schedule: every('weekly') }, '2026-11-30')).toEqual([
      '2026-11-23 to 2026-11-29 due 2026-11-30',
    ]);
    expect(
      missing({ ...facts, schedule: every('monthly'), firstDay: '2026-09-30' }, '2026-12-01', '12:00', 62),
    ).toEqual(['2026-10-01 to 2026-10-31 due 2026-11-02']);
    for (const frequency of ['onMovement', 'none'])
      expect(missing({ ...facts, schedule: every(frequency) }, '2026-12-31')).toEqual([]);
  });

  test('is not asked for once the account is closed', () => {
    expect(missing({ firstDay: '2026-11-18', balances, closedOn: '2026-11-19' }, '2026-11-30')).toEqual([]);
  });
});
