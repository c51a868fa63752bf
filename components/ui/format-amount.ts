import { isCurrency, minorUnits } from '#lib/currency.ts';

/** What stands between thousands: a narrow no-break space. */
export const THOUSANDS = '\u202f';
const MINUS = '\u2212';
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

export type AmountOptions = {
  /** Puts a plus before what is above zero, where the direction of cash matters. */
  readonly plus?: boolean;
};

/**
 * "-1234567.5" and "EUR" as "−1 234 567.50": narrow no-break spaces, a true minus, the currency's ISO 4217 decimals.
 * Digits beyond those are shown, never rounded away. Throws a RangeError on what is no plain decimal.
 */
export function formatAmount(amount: string, currency: string, options: AmountOptions = {}): string {
  const match = DECIMAL.exec(amount);
  if (!match) throw new RangeError(`“${amount.slice(0, 60)}” is not a decimal number.`);
  const integer = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = fractionOf(match[3] ?? '', currency);
  const isZero = !/[1-9]/.test(integer + fraction);
  const sign = isZero ? '' : match[1] ? MINUS : options.plus ? '+' : '';
  return sign + groupThousands(integer) + (fraction ? `.${fraction}` : '');
}

/** 412918 as "412 918": a count of things. */
export function formatCount(count: number): string {
  return (count < 0 ? MINUS : '') + groupThousands(String(Math.abs(count)));
}

/** −1, 0 or 1: on which side of zero a decimal string lies. */
export function signOf(amount: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(amount)) return 0;
  return amount.startsWith('-') ? -1 : 1;
}

function fractionOf(digits: string, currency: string): string {
  const shown = isCurrency(currency) ? minorUnits(currency) : 0;
  const kept = digits.slice(shown).replace(/0+$/, '');
  return (digits.slice(0, shown) + kept).padEnd(shown, '0');
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THOUSANDS);
}
