/**
 * Exact decimals: value = coefficient / 10^scale. Scale 0 to 18. Nothing here passes through a float.
 */
export type Decimal = { readonly coefficient: bigint; readonly scale: number };

export const MAX_SCALE = 18;
/** The longest decimal text that is read; PostgreSQL's widest column here holds 28 digits. */
const MAX_DIGITS = 40;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The decimal that `text` writes ("-1190.00"), or null when it is no plain decimal (no exponent, no thousands). */
export function tryDecimal(text: string): Decimal | null {
  if (text.length > MAX_DIGITS) return null;
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  if (fraction.length > MAX_SCALE) return null;
  const magnitude = BigInt(match[2] + fraction);
  return { coefficient: match[1] ? -magnitude : magnitude, scale: fraction.length };
}

/** Reads a plain decimal. Throws a RangeError that quotes the text when it is none. */
export function parseDecimal(text: string): Decimal {
  const value = tryDecimal(text);
  if (!value) throw new RangeError(`“${text.slice(0, 60)}” is not a decimal number.`);
  return value;
}

/** The decimal as text with exactly its scale of digits: 1.50 stays "1.50". Zero is never negative. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const POWERS: readonly bigint[] = Array.from(
  { length: 2 * MAX_SCALE + 1 },
  (_, power) => 10n ** BigInt(power),
);

/** Without zeros at the end: 5.00 is 5. */
export function trimDecimal({ coefficient, scale }: Decimal): Decimal {
  let [value, digits] = [coefficient, scale];
  while (digits > 0 && value % 10n === 0n) {
    value /= 10n;
    digits--;
  }
  return { coefficient: value, scale: digits };
}

/** The shortest text of a decimal: what two texts of one number have in common. Throws as `parseDecimal` does. */
export function shortestDecimal(text: string): string {
  return formatDecimal(trimDecimal(parseDecimal(text)));
}

/** 10^power as a bigint; power 0 to 36. */
export function powerOfTen(power: number): bigint {
  const value = POWERS[power];
  if (value === undefined) throw new RangeError(`10^${power} is out of range.`);
  return value;
}

/** The same value with at least `scale` decimals; null when that would cut a digit other than zero. */
export function rescale(value: Decimal, scale: number): Decimal | null {
  if (scale >= value.scale) {
    return { coefficient: value.coefficient * powerOfTen(scale - value.scale), scale };
  }
  const divisor = powerOfTen(value.scale - scale);
  return value.coefficient % divisor === 0n ? { coefficient: value.coefficient / divisor, scale } : null;
}

/** The exact sum, with the decimals of the longer one. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return {
    coefficient: a.coefficient * powerOfTen(scale - a.scale) + b.coefficient * powerOfTen(scale - b.scale),
    scale,
  };
}

/** The value with the other sign. */
export function negateDecimal(value: Decimal): Decimal {
  return { coefficient: -value.coefficient, scale: value.scale };
}

/** −1, 0 or 1 by value: 1.0 and 1.00 are equal. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const difference = addDecimals(a, negateDecimal(b)).coefficient;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** a × b rounded half away from zero to `scale` decimals (commercial rounding). */
export function multiplyDecimals(a: Decimal, b: Decimal, scale: number): Decimal {
  return roundTo(a.coefficient * b.coefficient, a.scale + b.scale, scale);
}

/** a ÷ b rounded half away from zero to `scale` decimals. Throws a RangeError when b is zero. */
export function divideDecimals(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.coefficient === 0n) throw new RangeError('Division by zero.');
  const numerator = a.coefficient * powerOfTen(scale + b.scale);
  const denominator = b.coefficient * powerOfTen(a.scale);
  return { coefficient: divideRounded(numerator, denominator), scale };
}

function roundTo(coefficient: bigint, from: number, to: number): Decimal {
  if (to >= from) return { coefficient: coefficient * powerOfTen(to - from), scale: to };
  return { coefficient: divideRounded(coefficient, powerOfTen(from - to)), scale: to };
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}
