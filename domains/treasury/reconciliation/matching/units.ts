import { minorUnits } from '#lib/currency.ts';
import { formatDecimal, parseDecimal, rescale } from '#lib/decimal.ts';

/** Money inside the engine: a whole number of ten-thousandths of the currency's unit, as `numeric(20,4)` keeps it. */
export type Units = bigint;

export const UNIT_SCALE = 4;

/** "1190.00" → 11900000n. Throws a RangeError on a text that is no decimal, is signed or has a fifth decimal. */
export function toUnits(text: string): Units {
  const value = rescale(parseDecimal(text), UNIT_SCALE);
  if (!value || value.coefficient < 0n)
    throw new RangeError(`“${text}” is no unsigned amount with 4 decimals.`);
  return value.coefficient;
}

/** 11900000n → "1190.0000". */
export function formatUnits(units: Units): string {
  return formatDecimal({ coefficient: units, scale: UNIT_SCALE });
}

/** 11900000n → "1190.00": two decimals, more only where they are not zero. */
export function formatShort(units: Units): string {
  return formatUnits(units).replace(/(\.\d\d)(\d*?)0*$/, '$1$2');
}

/** One minor unit of the currency: a cent is 100n, a yen 10000n. */
export function minorUnit(currency: string): Units {
  return 10n ** BigInt(UNIT_SCALE - minorUnits(currency));
}

export function absUnits(units: Units): Units {
  return units < 0n ? -units : units;
}

/**
 * What is left to pay of `open` after `percent` discount, rounded half up to the currency's minor unit.
 * Null when the percentage is not between 0 and 100, both excluded.
 */
export function afterDiscount(open: Units, percent: string, currency: string): Units | null {
  const rate = parseDecimal(percent);
  const whole = 100n * 10n ** BigInt(rate.scale);
  if (rate.coefficient <= 0n || rate.coefficient >= whole) return null;
  const step = minorUnit(currency);
  const discount = (2n * open * rate.coefficient + whole * step) / (2n * whole * step);
  return open - discount * step;
}
