import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { newId } from '#lib/ids.ts';
import { systemScope } from '../../identity/machine-scopes.ts';
import { read, run } from '../../run.ts';
import { enterBalance } from '../accounts/change-bank-account.ts';
import { openBankAccount } from '../accounts/open-bank-account.ts';
import { enterExchangeRates } from '../markets/enter-exchange-rates.ts';
import { postDocuments, testCompany } from '../reconciliation/testing.ts';
import { loadOverview, type Overview } from './overview.ts';

await testDatabase();

/** Saturday morning in Berlin. */
const NOW = {
  now: '2026-11-21T10:00:00.000000Z',
  today: '2026-11-21',
  timeZone: 'Europe/Berlin',
  base: 'EUR',
};

let scope: Awaited<ReturnType<typeof testCompany>>['scope'];

const overview = (view: 'all' | string[] = 'all', who = scope): Promise<Overview> =>
  read(who, 'viewOverview', (tx) => loadOverview(tx, { ...NOW, view }));

beforeAll(async () => {
  ({ scope } = await testCompany());
});

test('an empty company has nothing to do, no cash and nothing due', async () => {
  const { toDo, cash, due, balances } = await overview();
  expect(toDo).toMatchObject({ missing: [], neverHad: [{ account: 'EUR Main' }], rows: [] });
  expect(toDo.rejected.count + toDo.differences.count + toDo.breaks.count + toDo.files.count).toBe(0);
  expect(cash).toMatchObject({ lines: [], accounts: 1, asOf: null });
  expect(balances.lines).toEqual([]);
  expect(due.every(({ receivable, payable }) => receivable.amount === '0' && payable.amount === '0')).toBe(
    true,
  );
});

test('says what is missing, what there is, and what is due, in the base currency', async () => {
  const account = async (shortName: string, number: string, currency: string) =>
    (await run(scope, openBankAccount, { entityId: 'DE01', account: number, currency, shortName }))
      .bankAccountId;
  const [main, dollars, francs] = [
    await account('EUR Two', '00112233', 'EUR'),
    await account('USD Operating', '4410029387', 'USD'),
    await account('CHF Zürich', '99887766', 'CHF'),
  ];
  const balance = (bankAccountId: string, date: string, amount: string) =>
    run(scope, enterBalance, { bankAccountId, date, amount });
  await balance(main, '2026-11-19', '100.00');
  await balance(main, '2026-11-20', '150.00');
  await balance(dollars, '2026-11-18', '40.00');
  await balance(dollars, '2026-11-19', '50.00');
  await balance(francs, '2026-11-20', '-7.00');
  await run(scope, enterExchangeRates, {
    source: 'illustrative',
    rates: [{ date: '2026-11-19', base: 'EUR', quote: 'USD', rate: '2' }],
  });
  const document = (externalId: string, dueDate: string, amount: string, more = {}) => ({
    externalId,
    documentNumber: externalId,
    documentDate: '2026-11-02',
    dueDate,
    amount,
    buyer: { name: 'Aurora Optik AB' },
    ...more,
  });
  await postDocuments(scope, [
    document('late', '2026-11-20', '10.00'),
    document('later', '2026-11-20', '4.00', { currency: 'USD' }),
    document('credit', '2026-11-20', '1.00', { documentType: 'creditNote' }),
    document('sunday', '2026-11-22', '20.00'),
    document('monday', '2026-11-23', '30.00'),
    document('wrong', '2026-11-23', '40.00', {
      netAmount: '40.00',
      lines: [{ description: 'x', quantity: '1', unitPrice: '1.00', lineTotal: '1.00' }],
    }),
  ]);

  const { toDo, cash, due, balances, valuation } = await overview();
  expect(toDo.missing).toMatchObject([{ account: 'USD Operating', days: [{ to: '2026-11-20' }] }]);
  expect(toDo.rejected).toMatchObject({ count: 1, money: [{ currency: 'EUR', amount: '40.0000' }] });
  expect(cash).toMatchObject({
    total: { currency: 'EUR', amount: '175.0000' },
    without: [{ currency: 'CHF', amount: '-7.0000' }],
    change: '50.0000',
    asOf: '2026-11-20',
    accounts: 4,
    accountsAsOf: 2,
  });
  expect(valuation.rates.get('USD')).toMatchObject({ date: '2026-11-19', source: 'illustrative' });
  const [overdue, thisWeek, nextWeek] = due;
  expect(overdue?.receivable.amount).toBe('11.0000');
  expect(thisWeek?.receivable.amount).toBe('20.0000');
  expect(nextWeek?.receivable.amount).toBe('30.0000');
  const usd = balances.lines.find((line) => line.currency === 'USD');
  expect(balances.days.at(-1)).toBe('2026-11-20');
  expect(usd?.amounts.slice(-3)).toEqual([null, '25.00', null]);
});

test('shows nothing of other companies, be they of the group or not', async () => {
  for (const nothing of [await overview(['US01']), await overview('all', systemScope(newId(), 'test'))]) {
    expect(nothing).toMatchObject({
      accounts: 0,
      cash: { lines: [] },
      toDo: { missing: [], rejected: { count: 0 } },
    });
  }
});
