import { DecimalSum, decimalsOf, sameAmount } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import type { OpenStatement, Tally } from './statement.ts';
import { swiftAmount } from './swift-amount.ts';

const TOTAL = /^\s*(\d+)\s*([A-Z]{3})\s*([\d.,]+)\s*$/;

export type Total = { count: number; currency: string; amount: string };

/** Field 90D or 90C, "3EUR1234,5" (SWIFT MT942, "Number and Sum of Entries": 5n3!a15d); null where it is none. */
export function parseTotal(content: string): Total | null {
  const [, count, currency, text] = TOTAL.exec(content.split('\n', 1)[0] ?? '') ?? [];
  if (!count || !currency || !text) return null;
  const amount = swiftAmount(text, decimalsOf(currency));
  return typeof amount === 'string' ? { count: Number(count), currency, amount } : null;
}

/** "/SUM/4/2/25,24/28,71/" and, older, "D000004C000002D25,24C28,71". */
const SUMMARY = /^\s*(?:\/SUM\/(\d+)\/(\d+)\/([\d,]+)\/([\d,]+)\/|D(\d{6})C(\d{6})D([\d,]+)C([\d,]+))\s*$/;

/** The totals that ING writes into the :86: of the whole statement; null where it has other words. */
export function parseSummary(content: string, currency: string): Record<'debit' | 'credit', Total> | null {
  const parts = SUMMARY.exec(content)?.filter((part) => part !== undefined);
  if (!parts) return null;
  const [, debits, credits, debit, credit] = parts;
  const debitTotal = parseTotal(`${debits}${currency}${debit}`);
  const creditTotal = parseTotal(`${credits}${currency}${credit}`);
  return debitTotal && creditTotal ? { debit: debitTotal, credit: creditTotal } : null;
}

/**
 * Says where the bank counted other rows than were read. Banks differ in whether they count what is only announced
 * (EC, ED), and what an interim report leaves out below its floor limit is in the bank's count alone.
 */
export function checkTotal(
  statement: OpenStatement,
  direction: 'credit' | 'debit',
  total: Total,
  line: number,
  problems: ProblemReporter,
): void {
  const booked = statement.booked[direction];
  const expected = statement.expected[direction];
  if (total.count === booked.count && sameAmount(total.amount, booked.sum.toString())) return;
  if (total.count === booked.count + expected.count && sameAmount(total.amount, sumOf(booked, expected)))
    return;
  if (!statement.listsAllRows && total.count > booked.count) return;
  const difference = new DecimalSum();
  difference.add(total.amount);
  difference.add(booked.sum.toString(), true);
  const verb = booked.count === 1 ? 'was' : 'were';
  problems.warn(
    line,
    'total.mismatch',
    `The bank counts ${written(total.count, direction)} of ${total.amount} ${total.currency}; ${written(booked.count, direction)} of ${booked.sum} ${verb} read: they differ by ${difference} ${total.currency}.`,
  );
}

function sumOf(a: Tally, b: Tally): string {
  const sum = new DecimalSum();
  sum.add(a.sum.toString());
  sum.add(b.sum.toString());
  return sum.toString();
}

function written(count: number, direction: 'credit' | 'debit'): string {
  return `${count} ${direction}${count === 1 ? '' : 's'}`;
}
