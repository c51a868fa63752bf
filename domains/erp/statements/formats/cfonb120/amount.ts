import { type AmountProblem, decimalsOf } from '../amounts.ts';
import { impliedAmount } from '../fixed-fields.ts';

const POSITIVE = '{ABCDEFGHI';
const NEGATIVE = '}JKLMNOPQR';

export type SignedAmount = { amount: string; negative: boolean };

/**
 * "0000000001904}" as −190.40 with two decimals: the last character is the last digit and the sign, { and A to I for
 * 0 to 9 of a credit, } and J to R for 0 to 9 of a debit (CFONB, Relevé de compte, "montant").
 */
export function cfonbAmount(text: string, decimals: number, currency: string): SignedAmount | AmountProblem {
  const last = text.slice(-1);
  const positive = POSITIVE.indexOf(last);
  const negative = NEGATIVE.indexOf(last);
  const digit = Math.max(positive, negative);
  const digits = text.slice(0, -1).replace(/^ +/, (blanks) => '0'.repeat(blanks.length));
  if (last === '' || digit < 0) {
    return { code: 'amount.invalid', message: `“${text}” is no amount with its sign in the last character.` };
  }
  const amount = impliedAmount(`${digits}${digit}`, decimals, decimalsOf(currency));
  return typeof amount === 'string' ? { amount, negative: negative >= 0 } : amount;
}
