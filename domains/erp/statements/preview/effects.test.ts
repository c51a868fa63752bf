import { expect, test } from 'vitest';
import type { ParsedBalance, StatementSummary } from '../parsed-statement.ts';
import type { SurveyedStatement } from '../survey.ts';
import { type AccountCash, effectsOf } from './effects.ts';

const nothing = { total: { coefficient: 0n, scale: 0 }, count: 0 };
const eur = (amount: string, date: string | null): ParsedBalance => ({ amount, currency: 'EUR', date });

function statement(closing: ParsedBalance | null, kind: StatementSummary['kind'] = 'endOfDay') {
  const account = { iban: 'DE1', other: null, bic: null, currency: 'EUR', owner: null };
  return {
    indexInFile: 0,
    account: { id: 'main', identifier: 'DE1', currency: 'EUR', entityId: 'DE01' },
    currency: 'EUR',
    named: account,
    summary: { kind, openingBalance: null, closingBalance: closing, balanceCheck: 'verified' },
    rowCount: 1,
    fromDate: '2026-03-02',
    toDate: '2026-03-02',
    credit: { total: { coefficient: 500n, scale: 2 }, count: 1 },
    debit: nothing,
  } as unknown as SurveyedStatement;
}

const main: AccountCash = {
  ...{ id: 'main', name: 'EUR Main', leadingFormat: 'camt053', led: [] },
  cash: { amount: '10.0000', date: '2026-03-01' },
};

test('the closing balance of a later day becomes the account’s cash, each seen after the one before', () => {
  const [first, second] = effectsOf(
    [statement(eur('15.00', '2026-03-02')), statement(eur('20.00', '2026-03-03'))],
    [main],
    'csv',
  );
  expect(first).toMatchObject({
    account: { id: 'main', name: 'EUR Main' },
    creditTotal: '5.00',
    cash: { before: main.cash, after: { amount: '15.00', date: '2026-03-02' }, leading: null },
  });
  expect(second?.cash).toMatchObject({
    before: { amount: '15.00', date: '2026-03-02' },
    after: { amount: '20.00', date: '2026-03-03' },
  });
});

test('the closing balance of an earlier day, of a snapshot, or none at all changes nothing', () => {
  const later = { ...main, cash: { amount: '9.0000', date: '2026-03-05' } };
  const cashOf = (one: SurveyedStatement) => effectsOf([one], [later], 'csv')[0]?.cash;
  for (const one of [
    statement(eur('1.00', null)),
    statement(null),
    statement(eur('1', '2026-03-09'), 'intraday'),
  ])
    expect(cashOf(one)).toEqual({ before: later.cash, after: later.cash, leading: null });
});

test('a closing balance without a day is of the last row’s', () => {
  expect(effectsOf([statement(eur('1.00', null))], [main], 'csv')[0]?.cash?.after).toEqual({
    ...{ amount: '1.00', date: '2026-03-02' },
  });
});

test('on days of which the leading source tells another moves nothing', () => {
  const led = { ...main, led: [{ from: '2026-03-02', to: '2026-03-02' }] };
  const closing = statement(eur('15.00', '2026-03-02'));
  expect(effectsOf([closing], [led], 'csv')[0]?.cash).toEqual({
    ...{ before: main.cash, after: main.cash, leading: 'camt053' },
  });
  expect(effectsOf([closing], [led], 'camt053')[0]?.cash).toMatchObject({ after: { amount: '15.00' } });
});

test('an account that the person may not see is named as it is written, and its cash is not told', () => {
  expect(effectsOf([statement(eur('15.00', null))], [], 'csv')[0]).toMatchObject({
    ...{ account: { id: 'main', name: 'DE1' }, cash: null },
  });
});
