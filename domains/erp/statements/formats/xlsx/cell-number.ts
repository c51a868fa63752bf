const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Digits that Excel keeps of a number ("Excel specifications and limits": number precision). */
const PRECISION = 15;

/**
 * The number of a cell as a plain decimal: "1.2345678E2" is "123.45678". Files hold IEEE 754 doubles with up to 17 digits
 * (ECMA-376 part 1, section 18.3.1.96), the last two of which are noise of binary sums: 1234.5600000000001 is shown, and
 * meant, as 1234.56. Whole numbers, and amounts whose cents these 15 digits do not reach, stay as they are written. Null when the text is no number.
 */
export function decimalOf(text: string): string | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const [integer, decimals] = rounded(...shifted(whole, fraction, Number(exponent)));
  const plain = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

type Digits = [integer: string, decimals: string];

function shifted(whole: string, fraction: string, exponent: number): Digits {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return ['0', '0'.repeat(-point) + digits];
  const integer = digits
    .slice(0, point)
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  return [integer, digits.slice(point)];
}

/** Rounds half up, and leaves no zeros at the end where it rounds. */
function rounded(integer: string, decimals: string): Digits {
  const significant = (integer + decimals).replace(/^0+/, '').length;
  const kept = decimals.length - (significant - PRECISION);
  if (significant <= PRECISION || kept < 2) return [integer, decimals];
  const roundsUp = decimals.charCodeAt(kept) >= 53;
  const value = BigInt(integer + decimals.slice(0, kept)) + (roundsUp ? 1n : 0n);
  const digits = value.toString().padStart(kept + 1, '0');
  return [digits.slice(0, -kept), digits.slice(-kept).replace(/0+$/, '')];
}
