import { isCurrency, minorUnits } from '#lib/currency.ts';
import type { ParsedBalance, StatementSummary } from '../parsed-statement.ts';

/** Digits of an amount that we keep; more is a broken file. ISO 20022 has 18. */
const MAX_AMOUNT_DIGITS = 28;

export type AmountProblem = { code: string; message: string };

/** Decimals that the currency may have; 18 when ISO 4217 does not know it. */
export function decimalsOf(currency: string): number {
  return isCurrency(currency) ? minorUnits(currency) : 18;
}

/**
 * An unsigned decimal string out of the digits before and after the decimal sign, with the digits that were given:
 * leading zeros go, zeros beyond the currency's decimals go (JPY 1234,00 is 1234), other digits there are a problem.
 */
export function plainAmount(integer: string, fraction: string, decimals: number): string | AmountProblem {
  let start = 0;
  while (start < integer.length - 1 && integer.charCodeAt(start) === 48) start++;
  const whole = integer.length === 0 ? '0' : start > 0 ? integer.slice(start) : integer;
  let kept = fraction;
  if (fraction.length > decimals) {
    for (let i = decimals; i < fraction.length; i++) {
      if (fraction.charCodeAt(i) !== 48) {
        return {
          code: 'amount.decimals',
          message: `“${integer},${fraction}” has more decimals than its currency.`,
        };
      }
    }
    kept = fraction.slice(0, decimals);
  }
  if (whole.length + kept.length > MAX_AMOUNT_DIGITS) {
    return { code: 'amount.tooLong', message: `The amount has more than ${MAX_AMOUNT_DIGITS} digits.` };
  }
  return kept.length === 0 ? whole : `${whole}.${kept}`;
}

const POWERS = Array.from({ length: 40 }, (_, power) => 10n ** BigInt(power));

function powerOfTen(power: number): bigint {
  return POWERS[power] ?? 10n ** BigInt(power);
}

/** So many digits are exact in a number, whatever they are. */
const EXACT_DIGITS = 15;

/** An exact running sum of decimal strings; its scale is the largest that it has seen. */
export class DecimalSum {
  /** The sum is `#small` + `#large`, both in units of the scale. What fits goes to `#small`, a safe integer. */
  #small = 0;
  #large = 0n;
  #scale: number;

  constructor(scale = 0) {
    this.#scale = scale;
  }

  /** Adds `amount` (signed or not), or takes it away. */
  add(amount: string, subtract = false): void {
    const units = unitsOf(amount, this.#scale);
    const sum = subtract ? this.#small - units : this.#small + units;
    if (Number.isSafeInteger(sum)) this.#small = sum;
    else this.#addLarge(amount, subtract);
  }

  #addLarge(amount: string, subtract: boolean): void {
    const point = amount.indexOf('.');
    const scale = point < 0 ? 0 : amount.length - point - 1;
    let value = BigInt(point < 0 ? amount : amount.slice(0, point) + amount.slice(point + 1));
    if (scale < this.#scale) value *= powerOfTen(this.#scale - scale);
    else if (scale > this.#scale) {
      this.#large = (this.#large + BigInt(this.#small)) * powerOfTen(scale - this.#scale);
      this.#small = 0;
      this.#scale = scale;
    }
    this.#large += subtract ? -value : value;
  }

  isZero(): boolean {
    return this.#large === 0n ? this.#small === 0 : this.#large + BigInt(this.#small) === 0n;
  }

  /** The sum as a signed decimal string. Zero is never negative. */
  toString(): string {
    const total = this.#large === 0n ? this.#small : this.#large + BigInt(this.#small);
    const sign = total < 0 ? '-' : '';
    const digits = String(total)
      .slice(sign.length)
      .padStart(this.#scale + 1, '0');
    if (this.#scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.#scale)}.${digits.slice(-this.#scale)}`;
  }
}

/** The amount in units of the scale; NaN when a number may not hold it, or it has more decimals. */
function unitsOf(amount: string, scale: number): number {
  const { length } = amount;
  const isNegative = amount.charCodeAt(0) === 45;
  let units = 0;
  let missing = scale;
  let isFraction = false;
  let at = isNegative ? 1 : 0;
  if (length > EXACT_DIGITS || length === at) return Number.NaN;
  for (; at < length; at++) {
    const code = amount.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      units = units * 10 + code - 48;
      if (isFraction) missing--;
    } else if (code === 46 && !isFraction) isFraction = true;
    else return Number.NaN;
  }
  if (missing < 0 || length + missing > EXACT_DIGITS) return Number.NaN;
  if (missing > 0) units *= 10 ** missing;
  return isNegative ? -units : units;
}

/** Whether two decimal strings have the same value: "1.5" and "1.50" do. */
export function sameAmount(a: string, b: string): boolean {
  const difference = new DecimalSum();
  difference.add(a);
  difference.add(b, true);
  return difference.isZero();
}

/** The signed text of an unsigned amount; zero has no sign. */
export function signed(amount: string, negative: boolean): string {
  return negative && /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/**
 * Opening + booked rows = closing, exactly. `rows` is the signed sum of the booked rows. Unverifiable without both
 * balances, or where they are in two currencies.
 */
export function checkBalance(
  opening: ParsedBalance | null,
  rows: string,
  closing: ParsedBalance | null,
): Pick<StatementSummary, 'balanceCheck' | 'balanceDifference'> {
  if (!opening || !closing || opening.currency !== closing.currency) {
    return { balanceCheck: 'unverifiable', balanceDifference: null };
  }
  const decimals = isCurrency(opening.currency) ? minorUnits(opening.currency) : 0;
  const difference = new DecimalSum(decimals);
  difference.add(opening.amount);
  difference.add(rows);
  difference.add(closing.amount, true);
  return {
    balanceCheck: difference.isZero() ? 'verified' : 'discrepancy',
    balanceDifference: difference.toString(),
  };
}
