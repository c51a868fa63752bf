import { minorUnits } from '#lib/currency.ts';
import { divideDecimals, formatDecimal, multiplyDecimals, parseDecimal } from '#lib/decimal.ts';
import type { Minor } from './model.ts';

/** Minor units as a decimal string with the currency's digits: 119000n EUR → "1190.00", 880000n JPY → "880000". */
export function amountText(amount: Minor, currency: string): string {
  return formatDecimal({ coefficient: amount, scale: minorUnits(currency) });
}

/** `percent` of `amount`, rounded half up to the minor unit. */
export function percentOf(amount: Minor, percent: number): Minor {
  return (amount * BigInt(percent) * 2n + 100n) / 200n;
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** An amount never signed. */
export function unsigned(amount: Minor): Minor {
  return amount < 0n ? -amount : amount;
}

/** `amount` of `base` in `quote` at a rate (1 base = rate quote), or back, rounded to the target's minor unit. */
export function convert(
  amount: Minor,
  from: string,
  to: string,
  rate: { base: string; rate: string },
): Minor {
  const value = { coefficient: amount, scale: minorUnits(from) };
  const factor = parseDecimal(rate.rate);
  const scale = minorUnits(to);
  return (rate.base === from ? multiplyDecimals(value, factor, scale) : divideDecimals(value, factor, scale))
    .coefficient;
}
