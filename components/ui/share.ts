import { compareDecimals, type Decimal, parseDecimal } from '#lib/decimal.ts';

/** The largest of decimal strings by magnitude; '0' for none. */
export function largestOf(amounts: readonly string[]): string {
  return amounts.reduce(
    (largest, amount) => (compareDecimals(magnitude(amount), magnitude(largest)) > 0 ? amount : largest),
    '0',
  );
}

/** How long a bar for `amount` is when `largest` fills it: a percentage from 0 to 100 in tenths. */
export function shareOf(amount: string, largest: string): number {
  const part = magnitude(amount);
  const whole = magnitude(largest);
  if (whole.coefficient === 0n) return 0;
  const scaled = part.coefficient * 1000n * 10n ** BigInt(whole.scale);
  const permille = scaled / (whole.coefficient * 10n ** BigInt(part.scale));
  return Number(permille > 1000n ? 1000n : permille) / 10;
}

function magnitude(amount: string): Decimal {
  const value = parseDecimal(amount);
  return value.coefficient < 0n ? { ...value, coefficient: -value.coefficient } : value;
}
