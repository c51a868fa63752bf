import type { Valuation } from '#domains/treasury/markets/valuation.ts';
import { formatShortDate } from '#lib/dates.ts';

/** "illustrative rates of 20 Nov": whose rates value these currencies, and of which day; null when no rate was needed. */
export function ratesLabel({ base, rates }: Valuation, currencies: readonly string[]): string | null {
  const used = currencies.flatMap((currency) => (currency === base ? [] : (rates.get(currency) ?? [])));
  const dates = used.map((rate) => rate.date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return null;
  const kind = used.some((rate) => rate.source === 'illustrative') ? 'illustrative rates' : 'rates';
  return first === last
    ? `${kind} of ${formatShortDate(last)}`
    : `${kind} of ${formatShortDate(first)} to ${formatShortDate(last)}`;
}
