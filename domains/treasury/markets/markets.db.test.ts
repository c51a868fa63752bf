import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { read, run } from '../../run.ts';
import { openBankAccount } from '../accounts/open-bank-account.ts';
import { postDocuments, scopeOf, testCompany } from '../reconciliation/testing.ts';
import { enterExchangeRates } from './enter-exchange-rates.ts';
import { currenciesInUse, latestRates } from './queries.ts';

await testDatabase();
const { tenantId, scope } = await testCompany();
const pair = (base: string, quote: string, date: string, rate: string) => ({ base, quote, date, rate });
const latest = () => read(scope, 'viewSettings', latestRates);

test('of each pair the newest day holds, and of a day what was entered last', async () => {
  expect(await latest()).toEqual([]);
  await run(scope, enterExchangeRates, {
    source: 'illustrative',
    rates: [
      pair('EUR', 'USD', '2026-11-20', '1.0873'),
      pair('EUR', 'JPY', '2026-11-19', '163.42'),
      pair('EUR', 'USD', '2026-11-18', '1.08'),
      pair('GBP', 'EUR', '2026-11-18', '1.19'),
    ],
  });
  await run(scope, enterExchangeRates, { rates: [pair('EUR', 'USD', '2026-11-20', '1.09')] });
  expect(await latest()).toEqual([
    { ...pair('EUR', 'JPY', '2026-11-19', '163.42000000'), source: 'illustrative' },
    { ...pair('EUR', 'USD', '2026-11-20', '1.09000000'), source: 'entered' },
    { ...pair('GBP', 'EUR', '2026-11-18', '1.19000000'), source: 'illustrative' },
  ]);
});

test('currencies come from accounts and documents', async () => {
  await run(scope, openBankAccount, {
    entityId: 'DE01',
    account: 'CH-778-1',
    currency: 'CHF',
    shortName: 'CHF Reserve',
  });
  await postDocuments(scope, [
    {
      partner: { externalId: 'K-1', name: 'Aurora Optik AB' },
      documentDate: '2026-11-01',
      documentNumber: 'R-1',
      currency: 'SEK',
      amount: '100.00',
    },
  ]);
  expect(await read(scope, 'viewSettings', currenciesInUse)).toEqual(['CHF', 'EUR', 'SEK']);
});

test('another company has none of it, and whoever may not is refused', async () => {
  const elsewhere = await testCompany();
  expect(await read(elsewhere.scope, 'viewSettings', latestRates)).toEqual([]);
  expect(await read(elsewhere.scope, 'viewSettings', currenciesInUse)).toEqual(['EUR']);
  for (const role of ['admin', 'analyst', 'auditor'] as const) {
    const enter = run(scopeOf(tenantId, role), enterExchangeRates, {
      rates: [pair('EUR', 'USD', '2026-11-20', '2')],
    });
    await expect(enter, role).rejects.toMatchObject({ code: 'forbidden' });
  }
});
