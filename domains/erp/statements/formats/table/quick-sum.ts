import { DecimalSum } from '../amounts.ts';

/** Four decimals are enough for every currency of ISO 4217, and eleven digits before them stay exact as a number. */
const SCALE = 4;
const MAX_DIGITS = 11;
const LIMIT = 10 ** (MAX_DIGITS + SCALE);
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
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
      const { units, decimals } = takenApart(amount);
      const sum = subtract ? this.#units - units : this.#units + units;
      if (sum < LIMIT && sum > -LIMIT) {
        this.#units = sum;
        if (decimals > this.#decimals) this.#decimals = decimals;
        return;
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
    const { decimals } = takenApart(amount);
    if (!isEqual || this.#exact !== null || decimals > SCALE) this.set(amount);
    else if (decimals > this.#decimals) this.#decimals = decimals;
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
    const { units } = takenApart(amount);
    if (this.#exact === null && !Number.isNaN(units)) return units === this.#units;
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
}

/** What each amount is that is added to several sums, one after the other. */
const last = { amount: '0', units: 0, decimals: 0 };

/** The amount in ten-thousandths, NaN where it is too long for a number, and its decimals. */
function takenApart(amount: string): Readonly<typeof last> {
  if (amount === last.amount) return last;
  const point = amount.indexOf('.');
  last.amount = amount;
  last.decimals = point < 0 ? 0 : amount.length - point - 1;
  last.units = unitsOf(amount, last.decimals);
  return last;
}

function unitsOf(amount: string, decimals: number): number {
  const isNegative = amount.charCodeAt(0) === MINUS;
  const start = isNegative ? 1 : 0;
  if (amount.length - start > MAX_DIGITS || decimals > SCALE) return Number.NaN;
  let units = 0;
  for (let at = start; at < amount.length; at++) {
    const code = amount.charCodeAt(at);
    if (code !== POINT) units = units * 10 + code - ZERO;
  }
  units *= POWERS[SCALE - decimals] as number;
  return isNegative ? 0 - units : units;
}
