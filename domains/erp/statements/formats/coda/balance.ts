import type { ParsedBalance } from '../../parsed-statement.ts';
import { signed } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import type { TextLine } from '../text-lines.ts';
import { readDate, signedAmount } from './values.ts';

/** Where the sign of the old balance (1) and of the new one (8) stands. */
export const OPENING_SIGN = 43;
export const CLOSING_SIGN = 42;

/** A balance whose sign is at `position`; 15 digits and a date follow. Null, and a problem, when it is none. */
export function readBalance(
  { text, number }: TextLine,
  position: number,
  currency: string,
  problems: ProblemReporter,
): ParsedBalance | null {
  const amount = signedAmount(text, position, currency);
  if ('code' in amount) {
    problems.error(number, 'balance.invalid', amount.message, text);
    return null;
  }
  const date = readDate(text.slice(position + 15, position + 21), 'balance date', number, text, problems);
  return { amount: signed(amount.amount, amount.negative), currency, date };
}
