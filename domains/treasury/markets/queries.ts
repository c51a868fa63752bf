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
  );
}

/** The currencies that accounts are kept in and documents are written in, in alphabetical order. */
export async function currenciesInUse(tx: TenantTx): Promise<string[]> {
  const rows = await driverOf(tx).unsafe<{ currency: string }[]>(
    `SELECT currency FROM bank_accounts WHERE tenant_id = $1
      UNION SELECT currency FROM document_totals WHERE tenant_id = $1 ORDER BY currency`,
    [tx.scope.tenantId],
  );
  return rows.map(({ currency }) => currency);
}

/** A pair by which a currency is valued in the base currency, and its newest rate; null when there is none. */
export type NeededPair = Pick<PairRate, 'base' | 'quote'> & {
  readonly last: Pick<PairRate, 'rate' | 'date'> | null;
};

/** How each of the currencies is valued in `base`: by the pair that is newer, and from the base when both are of one day or none is kept. */
export function pairsToBase(
  base: string,
  currencies: readonly string[],
  rates: readonly PairRate[],
): NeededPair[] {
  return currencies
    .filter((currency) => currency !== base)
    .map((currency) => {
      const direct = rates.find((rate) => rate.base === base && rate.quote === currency);
      const inverse = rates.find((rate) => rate.base === currency && rate.quote === base);
      const last = inverse && (!direct || inverse.date > direct.date) ? inverse : direct;
      return last
        ? { base: last.base, quote: last.quote, last: { rate: last.rate, date: last.date } }
        : { base, quote: currency, last: null };
    });
}
