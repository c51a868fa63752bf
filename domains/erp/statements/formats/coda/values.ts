import { type AmountProblem, decimalsOf } from '../amounts.ts';
import { dayMonthYear, field, given, impliedAmount } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';

export type SignedAmount = { amount: string; negative: boolean };

/** A sign (0 credit, 1 debit) at `position` and, behind it, 12 digits and 3 decimals. */
export function signedAmount(
  record: string,
  position: number,
  currency: string,
): SignedAmount | AmountProblem {
  const sign = record.charAt(position - 1);
  if (sign !== '0' && sign !== '1') {
    return { code: 'amount.invalid', message: `“${sign}” is neither credit (0) nor debit (1).` };
  }
  const amount = amountAt(record, position + 1, currency);
  return typeof amount === 'string' ? { amount, negative: sign === '1' } : amount;
}

/** 12 digits and 3 decimals from `position` on. */
export function amountAt(record: string, position: number, currency: string): string | AmountProblem {
  return impliedAmount(field(record, position, position + 14), 3, decimalsOf(currency));
}

/** DDMMYY as a calendar date. Null for zeros and blanks; null, and a warning, for what is no date. */
export function readDate(
  text: string,
  name: string,
  line: number,
  raw: string,
  problems: ProblemReporter,
): string | null {
  if (given(text) === null) return null;
  const date = dayMonthYear(text);
  if (date === null) {
    problems.warn(line, 'date.invalid', `“${text}” is no ${name}.`, raw);
    return null;
  }
  if (date.adjusted) {
    const message = `The ${name} “${text}” does not exist; the last day of its month stands for it.`;
    problems.warn(line, 'date.adjusted', message, raw);
  }
  return date.date;
}
