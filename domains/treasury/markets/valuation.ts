import { minorUnits } from '#lib/currency.ts';
import type { CalendarDate } from '#lib/dates.ts';
import {
  addDecimals,
  type Decimal,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from '#lib/decimal.ts';

/** A signed decimal string and its ISO 4217 currency. */
export type Sum = { readonly currency: string; readonly amount: string };

/** A rate between a currency and the base currency: 1 base = rate of it, or when `inverse`, 1 of it = rate base. */
export type Rate = {
  readonly currency: string;
  readonly date: CalendarDate;
  readonly rate: string;
  readonly inverse: boolean;
  readonly source: 'illustrative' | 'entered';
};

/** What each currency is worth in the base currency on one day: the latest rate on or before it. */
export type Valuation = { readonly base: string; readonly rates: ReadonlyMap<string, Rate> };

/** The valuation of `day` out of rates in the order of their dates. */
export function valuationOn(base: string, rates: readonly Rate[], day: CalendarDate): Valuation {
  return {
    base,
    rates: new Map(rates.filter((rate) => rate.date <= day).map((rate) => [rate.currency, rate])),
  };
}

/** The sum in the base currency, rounded half away from zero to its decimals; null when the currency has no rate. */
export function toBase({ base, rates }: Valuation, { currency, amount }: Sum): string | null {
  const value = parseDecimal(amount);
  if (currency === base) return amount;
  const rate = rates.get(currency);
  if (!rate) return null;
  const convert = rate.inverse ? multiplyDecimals : divideDecimals;
  return formatDecimal(convert(value, parseDecimal(rate.rate), minorUnits(base)));
}

/** What the sums come to in the base currency; those without a rate are left as they are, never dropped. */
export function totalIn(
  valuation: Valuation,
  sums: readonly Sum[],
): { readonly total: Sum; readonly without: readonly Sum[] } {
  const values = sums.map((sum) => ({ sum, value: toBase(valuation, sum) }));
  const amount = addUp(values.flatMap(({ value }) => (value === null ? [] : [value])));
  return {
    total: { currency: valuation.base, amount },
    without: values.filter(({ value }) => value === null).map(({ sum }) => sum),
  };
}

/** The sum of decimal strings; "0" of none. */
export function addUp(amounts: readonly string[]): string {
  return formatDecimal(amounts.map(parseDecimal).reduce(addDecimals, ZERO));
}

const ZERO: Decimal = { coefficient: 0n, scale: 0 };

/** One sum per currency, in the order in which the currencies first come. */
export function byCurrency(sums: readonly Sum[]): Sum[] {
  return [...Map.groupBy(sums, (sum) => sum.currency)].map(([currency, group]) => ({
    currency,
    amount: addUp(group.map((sum) => sum.amount)),
  }));
}
