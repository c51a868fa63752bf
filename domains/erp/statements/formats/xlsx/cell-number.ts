const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The form that most numbers have, and so few characters that there is no noise in them. */
const PLAIN = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/;
const SHORT = 14;

/** Digits that Excel keeps of a number ("Excel specifications and limits": number precision). */
const PRECISION = 15;
/** What a sum of amounts, which cancel each other out in part, leaves behind so many decimals is noise … */
const SUM_DECIMALS = 6;
/** … where it leaves no more than these: the decimals of money. */
const MONEY_DECIMALS = 4;

type Digits = { integer: string; decimals: string };

/**
 * The number of a cell as a plain decimal: "1.2345678E2" is "123.45678". Files hold IEEE 754 doubles with up to 17 digits
 * (ECMA-376 part 1, section 18.3.1.96), the last of which are noise of binary sums: 1234.5600000000001 is shown, and
 * meant, as 1234.56. Whole numbers, and amounts whose cents 15 digits do not reach, stay as they are written. Null when the
 * text is no number.
 */
export function decimalOf(text: string): string | null {
  if (text.length <= SHORT && PLAIN.test(text)) return text;
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const { integer, decimals } = withoutNoise(shifted(whole, fraction, Number(exponent)));
  const plain = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

function shifted(whole: string, fraction: string, exponent: number): Digits {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return { integer: '0', decimals: '0'.repeat(-point) + digits };
  const integer = digits.slice(0, point).padEnd(point, '0');
  return { integer: integer.replace(/^0+(?=\d)/, ''), decimals: digits.slice(point) };
}

function withoutNoise(written: Digits): Digits {
  const beyond = significant(written) - PRECISION;
  const kept = written.decimals.length - beyond;
  const shown = beyond > 0 && kept >= 2 ? roundedTo(kept, written) : written;
  // A sum may end in a nought, which is not written.
  if (significant(shown) < PRECISION - 1 || shown.decimals.length <= SUM_DECIMALS) return shown;
  const sum = roundedTo(SUM_DECIMALS, shown);
  return sum.integer !== '0' && sum.decimals.length <= MONEY_DECIMALS ? sum : shown;
}

const significant = ({ integer, decimals }: Digits) => (integer + decimals).replace(/^0+/, '').length;

/** Rounds half up, and leaves no zeros at the end. */
function roundedTo(places: number, { integer, decimals }: Digits): Digits {
  const roundsUp = decimals.charCodeAt(places) >= 53;
  const value = BigInt(integer + decimals.slice(0, places)) + (roundsUp ? 1n : 0n);
  const digits = value.toString().padStart(places + 1, '0');
  return { integer: digits.slice(0, -places), decimals: digits.slice(-places).replace(/0+$/, '') };
}
