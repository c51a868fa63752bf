import { driverOf } from '#db/client.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';

/** The newest rate of a pair: 1 base = rate quote, as an exact decimal string. */
export type PairRate = {
  readonly base: string;
  readonly quote: string;
  readonly date: CalendarDate;
  readonly rate: string;
  readonly source: 'illustrative' | 'entered';
};

/** The newest rate of every pair that has one, by base and quote. Reads a few rows per pair, however many days are kept. */
export async function latestRates(tx: TenantTx): Promise<PairRate[]> {
  return driverOf(tx).unsafe<PairRate[]>(
    `WITH RECURSIVE pairs AS (
       (SELECT base, quote FROM exchange_rates WHERE tenant_id = $1 ORDER BY base, quote LIMIT 1)
       UNION ALL
       SELECT next.base, next.quote FROM pairs CROSS JOIN LATERAL (
         SELECT base, quote FROM exchange_rates WHERE tenant_id = $1 AND (base, quote) > (pairs.base, pairs.quote)
          ORDER BY base, quote LIMIT 1) AS next)
     SELECT pairs.base, pairs.quote, newest.date::text AS date, newest.rate, newest.source
       FROM pairs CROSS JOIN LATERAL (
         SELECT date, rate, source FROM exchange_rates
          WHERE tenant_id = $1 AND base = pairs.base AND quote = pairs.quote ORDER BY date DESC LIMIT 1) AS newest
      ORDER BY pairs.base, pairs.quote`,
    [tx.scope.tenantId],
    { prepare: true },
  );
}

/** The currencies that accounts are kept in and documents are written in, in alphabetical order. */
export async function currenciesInUse(tx: TenantTx): Promise<string[]> {
  const rows = await driverOf(tx).unsafe<{ currency: string }[]>(
    `SELECT currency FROM bank_accounts WHERE tenant_id = $1
      UNION SELECT currency FROM document_totals WHERE tenant_id = $1 ORDER BY currency`,
    [tx.scope.tenantId],
    { prepare: true },
  );
  return rows.map(({ currency }) => currency);
}
