import type { ParsedBalance, StatementStart } from '../../parsed-statement.ts';
import { type AmountProblem, DecimalSum, decimalsOf, signed } from '../amounts.ts';
import { field, impliedAmount } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import type { OpenStatement } from '../statement-writer.ts';
import type { TextLine } from '../text-lines.ts';
import { spanishAccount } from './account.ts';
import { currencyOf } from './currency.ts';
import { readDate } from './values.ts';

/** An account header (11), as read. `key` is what its final record (33) repeats. */
export type AccountHeader = {
  start: StatementStart;
  currency: string;
  key: string;
  endDate: string | null;
};

/** Null when the currency cannot be read: then no amount can be, and `problems` says so. */
export function readAccountHeader(
  { text, number }: TextLine,
  problems: ProblemReporter,
): AccountHeader | null {
  const code = text.slice(47, 50);
  const currency = currencyOf(code);
  if (currency === null) {
    const message = `“${code}” is no currency: nothing of this account is taken in.`;
    problems.error(number, 'currency.invalid', message, text);
    return null;
  }
  const date = readDate(text.slice(20, 26), 'start date', number, text, problems, 'warning');
  const endDate = readDate(text.slice(26, 32), 'end date', number, text, problems, 'warning');
  const opening = signedAmount(text.slice(32, 33), field(text, 34, 47), currency);
  if (typeof opening !== 'string') problems.error(number, 'balance.invalid', opening.message, text);
  const account = spanishAccount(field(text, 3, 6), field(text, 7, 10), field(text, 11, 20));
  return {
    start: {
      kind: 'endOfDay',
      account: { ...account, currency, owner: field(text, 52, 77) || null },
      statementId: null,
      sequenceNumber: null,
      asOf: null,
      openingBalance: typeof opening === 'string' ? { amount: opening, currency, date } : null,
    },
    currency,
    key: text.slice(2, 20),
    endDate,
  };
}

/** The final record (33): holds the rows against its totals and gives the closing balance. */
export function readFinalRecord(
  { text, number }: TextLine,
  header: AccountHeader,
  statement: OpenStatement,
  problems: ProblemReporter,
): ParsedBalance | null {
  const { currency } = header;
  if (text.slice(2, 20) !== header.key) {
    const message = 'The final record (33) names another account than the header (11).';
    problems.warn(number, 'control.account', message, text);
  }
  const sides = [
    { name: 'debits', count: field(text, 21, 25), total: field(text, 26, 39), read: statement.debits },
    { name: 'credits', count: field(text, 40, 44), total: field(text, 45, 58), read: statement.credits },
  ];
  for (const { name, count, total, read } of sides) {
    const amount = impliedAmount(total, 2, decimalsOf(currency));
    if (typeof amount !== 'string' || !/^\d+$/.test(count)) {
      problems.warn(number, 'total.invalid', `The total of ${name} cannot be read.`, text);
      continue;
    }
    const difference = new DecimalSum();
    difference.add(amount);
    difference.add(read.sum.toString(), true);
    if (difference.isZero() && Number(count) === read.count) continue;
    const message = `The bank totals ${amount} ${currency} of ${name} in ${Number(count)}, the rows give ${read.sum} in ${read.count}: they differ by ${difference} ${currency}.`;
    problems.warn(number, 'total.mismatch', message, text);
  }
  const written = currencyOf(text.slice(73, 76));
  if (written !== currency) {
    const message = 'The closing balance is in another currency than the account.';
    problems.warn(number, 'currency.mismatch', message, text);
  }
  const closing = signedAmount(text.slice(58, 59), field(text, 60, 73), written ?? currency);
  if (typeof closing === 'string') {
    return { amount: closing, currency: written ?? currency, date: header.endDate };
  }
  problems.error(number, 'balance.invalid', closing.message, text);
  return null;
}

function signedAmount(mark: string, digits: string, currency: string): string | AmountProblem {
  const amount = impliedAmount(digits, 2, decimalsOf(currency));
  if (typeof amount !== 'string') return amount;
  if (mark === '1' || mark === '2') return signed(amount, mark === '1');
  return { code: 'balance.invalid', message: `“${mark}” is neither debit (1) nor credit (2).` };
}
