import { type AmountProblem, plainAmount } from '../amounts.ts';

/** An amount as a record gives it. */
export type Bai2Amount = {
  /** Unsigned, with the currency's decimals. */
  amount: string;
  negative: boolean;
  /** Signed, in the currency's smallest unit, as the control totals count it. */
  minor: string;
};

/** An amount of so many digits is not too long for any currency. */
const FEW_DIGITS = 18;
const AMOUNT = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * "150000" as 1500.00 USD: the decimal point is implied by the currency. A bank that writes the point all the same is
 * taken at its word. An empty amount is zero.
 */
export function impliedAmount(text: string, decimals: number): Bai2Amount | AmountProblem {
  const point = text.length - decimals;
  if (point > 0 && text.length <= FEW_DIGITS && isPlain(text)) {
    const amount = decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
    return { amount, negative: false, minor: text };
  }
  const match = AMOUNT.exec(text);
  if (!match || (match[2] === '' && match[1] !== '')) {
    return { code: 'amount.invalid', message: `“${text}” is no amount.` };
  }
  const [, sign, digits = '', written] = match;
  let integer = digits;
  let fraction = written ?? '';
  if (written === undefined) {
    const padded = digits.padStart(decimals + 1, '0');
    integer = padded.slice(0, padded.length - decimals);
    fraction = padded.slice(padded.length - decimals);
  }
  const amount = plainAmount(integer, fraction, decimals);
  if (typeof amount !== 'string') return amount;
  const negative = sign === '-';
  const [whole = '', places = ''] = amount.split('.');
  const minor = whole + places.padEnd(decimals, '0');
  return { amount, negative, minor: negative ? `-${minor}` : minor };
}

/** Whether the text is digits alone without a leading zero, as nearly all amounts are. */
function isPlain(text: string): boolean {
  if (text.charCodeAt(0) === 48) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** A sum of smallest units with its decimal point: "-150000" in USD is "-1500.00". */
export function pointed(minor: string, decimals: number): string {
  if (decimals === 0) return minor;
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(decimals + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
