import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Rate } from './valuation.ts';

/**
 * The rates between these currencies and `base` from `from` to `to` in the order of their dates, with the last one before `from` where that
 * day has none. Of a pair that is kept both ways the rate from the base comes last, so that it holds.
 */
export async function loadRates(
  tx: TenantTx,
  base: string,
  currencies: readonly string[],
  { from, to }: { from: CalendarDate; to: CalendarDate },
): Promise<Rate[]> {
  if (currencies.length === 0) return [];
  const pairs = (inverse: boolean) => {
    const pair = inverse ? 'base = c.currency AND quote = $2' : 'base = $2 AND quote = c.currency';
    return `SELECT date, rate, source, ${inverse} AS inverse FROM exchange_rates
             WHERE tenant_id = $1 AND ${pair} AND date <= $5 AND date >= COALESCE(
               (SELECT date FROM exchange_rates WHERE tenant_id = $1 AND ${pair} AND date <= $4 ORDER BY date DESC LIMIT 1), $4)`;
  };
  return driverOf(tx).unsafe<Rate[]>(
    `SELECT c.currency, r.date::text AS date, r.rate, r.inverse, r.source
       FROM unnest($3::text::text[]) AS c(currency)
       CROSS JOIN LATERAL (${pairs(false)} UNION ALL ${pairs(true)}) AS r
      ORDER BY r.date, r.inverse DESC`,
    [tx.scope.tenantId, base, arrayLiteral([...new Set(currencies)]), from, to],
  );
}
