import { isCurrency } from '#lib/currency.ts';
import type { ParsedBalance, StatementSummary } from '../../parsed-statement.ts';
import { checkBalance, DecimalSum, decimalsOf, signed } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import type { TextLine } from '../text-lines.ts';
import { readAccount, readAmount, readDate, type SignedAmount } from './values.ts';

/**
 * A line of AUSZUG.TXT: a statement's balances and totals, whose rows are in UMSATZ.TXT. Null when it cannot be read;
 * the problems then say so.
 */
export function readBalances(
  { text, number }: TextLine,
  fields: readonly string[],
  problems: ProblemReporter,
): StatementSummary | null {
  const at = (position: number): string => fields[position - 1] ?? '';
  const currency = at(5);
  if (!isCurrency(currency)) {
    problems.error(number, 'currency.invalid', `“${currency}” is no currency.`, text);
    return null;
  }
  const amounts: SignedAmount[] = [];
  for (const position of [6, 7, 8, 9]) {
    const amount = readAmount(at(position), decimalsOf(currency));
    if ('code' in amount) {
      problems.error(number, amount.code, `Field ${position}: ${amount.message}`, text);
      return null;
    }
    amounts.push(amount);
  }
  const [opening, debits, credits, closing] = amounts as [
    SignedAmount,
    SignedAmount,
    SignedAmount,
    SignedAmount,
  ];
  const date = readDate(at(4));
  if (date === null) problems.warn(number, 'date.invalid', `“${at(4)}” is no statement date.`, text);
  else if (date.adjusted) {
    const message = `The statement date “${at(4)}” does not exist; the last day of its month stands for it.`;
    problems.warn(number, 'date.adjusted', message, text);
  }
  const balance = ({ amount, negative }: SignedAmount, on: string | null): ParsedBalance => ({
    amount: signed(amount, negative),
    currency,
    date: on,
  });
  const openingBalance = balance(opening, null);
  const closingBalance = balance(closing, date?.date ?? null);
  const turnover = new DecimalSum();
  turnover.add(credits.amount);
  turnover.add(debits.amount, true);
  const check = checkBalance(openingBalance, turnover.toString(), closingBalance);
  if (check.balanceCheck === 'discrepancy') {
    const message = `Opening balance, debits and credits do not give the closing balance: they differ by ${check.balanceDifference} ${currency}.`;
    problems.warn(number, 'total.mismatch', message, text);
  }
  const isEmpty = /^0+$/.test(at(18));
  const own = isEmpty
    ? checkBalance(openingBalance, '0', closingBalance)
    : { balanceCheck: 'unverifiable' as const, balanceDifference: null };
  if (own.balanceCheck === 'discrepancy') {
    const message = `The statement says that it has no rows, and its balances differ by ${own.balanceDifference} ${currency}.`;
    problems.warn(number, 'balance.discrepancy', message, text);
  }
  return {
    kind: 'endOfDay',
    account: { ...readAccount(at(1), at(2)), currency, owner: at(10) || null },
    statementId: null,
    sequenceNumber: at(3) || null,
    asOf: null,
    openingBalance,
    closingBalance,
    balances: [
      { type: 'openingBooked', code: '6', ...openingBalance },
      { type: 'closingBooked', code: '9', ...closingBalance },
    ],
    ...own,
  };
}
