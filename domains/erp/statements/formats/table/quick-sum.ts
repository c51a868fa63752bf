import { DecimalSum } from '../amounts.ts';

/** Four decimals are enough for every currency of ISO 4217, and eleven digits before them stay exact as a number. */
const SCALE = 4;
const MAX_DIGITS = 11;
const LIMIT = 10 ** (MAX_DIGITS + SCALE);
const POWERS = [1, 10, 100, 1_000, 10_000];

/**
 * An exact running sum of decimal strings, like `DecimalSum`, which it becomes when an amount is too long: until then it is a
 * whole number of ten-thousandths, which is exact below 2^53.
 */
export class QuickSum {
  #units = 0;
  /** The most decimals that an amount had. */
  #decimals = 0;
  #exact: DecimalSum | null = null;

  /** Adds `amount` (signed or not), or takes it away. */
  add(amount: string, subtract = false): void {
    if (this.#exact === null) {
      const units = unitsOf(amount);
      if (units !== null) {
        const sum = subtract ? this.#units - units : this.#units + units;
        if (sum < LIMIT && sum > -LIMIT) {
          this.#units = sum;
          this.#noteDecimals(amount);
          return;
        }
      }
      const exact = new DecimalSum();
      exact.add(this.toString());
      this.#exact = exact;
    }
    this.#exact.add(amount, subtract);
  }

  /** Whether the sum has the value of `amount`, with which it then goes on. */
  meets(amount: string): boolean {
    const isEqual = this.equals(amount);
    if (!isEqual || this.#exact !== null || decimalsOf(amount) > SCALE) this.set(amount);
    else this.#noteDecimals(amount);
    return isEqual;
  }

  /** Begins anew with `amount`. */
  set(amount: string): void {
    this.#units = 0;
    this.#decimals = 0;
    this.#exact = null;
    this.add(amount);
  }

  /** Whether the sum has the value of `amount`: "1.5" is "1.50". */
  equals(amount: string): boolean {
    const units = this.#exact === null ? unitsOf(amount) : null;
    if (units !== null) return units === this.#units;
    const difference = new DecimalSum();
    difference.add(this.toString());
    difference.add(amount, true);
    return difference.isZero();
  }

  /** The sum as a signed decimal string with the most decimals that came. Zero is never negative. */
  toString(): string {
    if (this.#exact !== null) return this.#exact.toString();
    const value = this.#units / (POWERS[SCALE - this.#decimals] as number);
    const digits = Math.abs(value)
      .toString()
      .padStart(this.#decimals + 1, '0');
    const sign = value < 0 ? '-' : '';
    if (this.#decimals === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.#decimals)}.${digits.slice(-this.#decimals)}`;
  }

  #noteDecimals(amount: string): void {
    const decimals = decimalsOf(amount);
    if (decimals > this.#decimals) this.#decimals = decimals;
  }
}

function decimalsOf(amount: string): number {
  const point = amount.indexOf('.');
  return point < 0 ? 0 : amount.length - point - 1;
}

/** The amount in ten-thousandths; null when it is too long for a number. */
function unitsOf(amount: string): number | null {
  let at = amount.charCodeAt(0) === 45 ? 1 : 0;
  const isNegative = at === 1;
  const { length } = amount;
  if (length - at > MAX_DIGITS) return null;
  let units = 0;
  let decimals = -1;
  for (; at < length; at++) {
    const code = amount.charCodeAt(at);
    if (code === 46) decimals = 0;
    else {
      units = units * 10 + code - 48;
      if (decimals >= 0) decimals++;
    }
  }
  const missing = SCALE - Math.max(decimals, 0);
  if (missing < 0) return null;
  units *= POWERS[missing] as number;
  return isNegative ? 0 - units : units;
}
