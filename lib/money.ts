import { isCurrency } from './currency.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
  rescale,
} from './decimal.ts';

/** An exact amount that never goes without its ISO 4217 currency. */
export type Money = Decimal & { readonly currency: string };

/** Decimals of a stored amount: `numeric(20,4)`. */
export const AMOUNT_SCALE = 4;
/** Digits before the point of a stored amount. */
export const AMOUNT_INTEGER_DIGITS = 16;

/** Reads "-1190.00" as money. Throws a RangeError on a text that is no decimal and on an unknown currency. */
export function money(amount: string, currency: string): Money {
  if (!isCurrency(currency)) throw new RangeError(`“${currency}” is not an ISO 4217 currency.`);
  return { ...parseDecimal(amount), currency };
}

/** The amount as a decimal string with the digits that it has. */
export function amountOf(value: Money): string {
  return formatDecimal(value);
}

export function addMoney(a: Money, b: Money): Money {
  return { ...addDecimals(a, sameCurrency(a, b)), currency: a.currency };
}

export function subtractMoney(a: Money, b: Money): Money {
  return { ...addDecimals(a, negateDecimal(sameCurrency(a, b))), currency: a.currency };
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  return compareDecimals(a, sameCurrency(a, b));
}

/** Why `amount` does not fit a `numeric(20,4)` column, or null when it fits. Nothing is rounded to make it fit. */
export function amountProblem(amount: Decimal): string | null {
  const stored = rescale(amount, Math.max(AMOUNT_SCALE, 0));
  if (!stored) return `has more than ${AMOUNT_SCALE} decimals`;
  const integer = formatDecimal({ ...stored, coefficient: abs(stored.coefficient) }).split('.')[0] ?? '';
  return integer.length > AMOUNT_INTEGER_DIGITS
    ? `has more than ${AMOUNT_INTEGER_DIGITS} digits before the point`
    : null;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be added up.`);
  return b;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
