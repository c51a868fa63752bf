import { describe, expect, test } from 'vitest';
import { daysUntil } from '../accounts/account-days.ts';
import { valuationOn } from '../markets/valuation.ts';
import { type CashAccount, cashOf } from './cash.ts';

const days = daysUntil('2026-11-23', 10);
const valuation = valuationOn(
  'EUR',
  [{ currency: 'USD', date: '2026-11-20', rate: '2', inverse: false, source: 'illustrative' }],
  '2026-11-23',
);

/** An account whose balances are those of the given days. */
function account(shortName: string, currency: string, ...balances: [string, string][]): CashAccount {
  const last = balances.at(-1);
  return {
    shortName,
    currency,
    balance: last?.[1] ?? null,
    balanceDate: last?.[0] ?? null,
    history: {
      id: shortName,
      shortName,
      currency,
      schedule: { frequency: 'businessDays', holidays: 'TARGET' },
      dueTime: '09:00',
      closedOn: null,
      firstDay: balances[0]?.[0] ?? null,
      before: null,
      balances: new Map(balances),
      periods: [],
    },
  };
}

describe('cash', () => {
  test('changes since the business day before, over a weekend too', () => {
    const main = account('Main', 'EUR', ['2026-11-20', '100.00'], ['2026-11-23', '140.00']);
    const cash = cashOf([main], days, valuation);
    expect(cash).toMatchObject({ asOf: '2026-11-23', since: '2026-11-20', change: '40.00' });
    expect(cash.total).toEqual({ currency: 'EUR', amount: '140.00' });
  });

  test('an account that is a day behind counts with what it has, and not as changed', () => {
    const main = account('Main', 'EUR', ['2026-11-19', '100'], ['2026-11-20', '90']);
    const late = account('Late', 'USD', ['2026-11-18', '10'], ['2026-11-19', '40']);
    const cash = cashOf([late, main], days, valuation);
    expect(cash).toMatchObject({ accounts: 2, accountsAsOf: 1, change: '-10' });
    expect(cash.lines).toMatchObject([
      { currency: 'EUR', amount: '90', change: '-10', inBase: '90', asOf: '2026-11-20' },
      { currency: 'USD', amount: '40', change: null, inBase: '20.00', asOf: '2026-11-19' },
    ]);
  });

  test('a currency without a rate is shown beside the total, and an account without a balance holds nothing', () => {
    const cash = cashOf(
      [account('Francs', 'CHF', ['2026-11-20', '-5']), account('New', 'EUR')],
      days,
      valuation,
    );
    expect(cash).toMatchObject({
      accounts: 2,
      accountsAsOf: 1,
      without: [{ currency: 'CHF', amount: '-5' }],
    });
    expect(cash.lines).toMatchObject([{ currency: 'CHF', inBase: null, overdrawn: true }]);
    expect(cashOf([], days, valuation)).toMatchObject({ asOf: null, change: null, lines: [] });
  });
});
