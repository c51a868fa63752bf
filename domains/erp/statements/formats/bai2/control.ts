import { DecimalSum } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import { pointed } from './amounts.ts';
import type { LogicalRecord } from './logical-record.ts';
import type { OpenAccount } from './open-account.ts';

/** A control total as its trailer writes it: "+00018650000". Null when there is none. */
export function readControlTotal(text: string | null): string | null {
  const digits = (text ?? '').replace('.', '');
  return /^[+-]?\d{1,30}$/.test(digits) ? digits.replace('+', '') : null;
}

/** Compares a trailer's control total with what was read, and says by how much they differ. */
export function checkControlTotal(
  problems: ProblemReporter,
  record: LogicalRecord,
  name: string,
  declared: string | null,
  read: string,
  currency: { code: string; decimals: number } | null,
): void {
  if (declared === null) return;
  const difference = new DecimalSum();
  difference.add(declared);
  difference.add(read, true);
  if (difference.isZero()) return;
  const show = (minor: string) =>
    currency ? `${pointed(minor, currency.decimals)} ${currency.code}` : `${minor} in smallest units`;
  const plain = new DecimalSum();
  plain.add(declared);
  problems.warn(
    record.line,
    'control.total',
    `The ${name} trailer (${record.code}) has the control total ${show(plain.toString())}, its records give ${show(read)}: they differ by ${show(difference.toString())}.`,
    record.raw,
  );
}

/** Compares a number in a trailer with what was counted. */
export function checkCount(
  problems: ProblemReporter,
  record: LogicalRecord,
  name: string,
  what: 'records' | 'accounts' | 'groups',
  declared: string | null,
  read: number,
): void {
  const count = /^\d{1,12}$/.exec(declared ?? '')?.[0];
  if (count === undefined || Number(count) === read) return;
  problems.warn(
    record.line,
    `control.${what}`,
    `The ${name} trailer (${record.code}) counts ${Number(count)} ${what}, ${read} were read.`,
    record.raw,
  );
}

/** Compares what the bank totals (type codes 100 and 400) with the rows. */
export function checkBankTotals(problems: ProblemReporter, account: OpenAccount): void {
  const { summary, credits, debits, creditCount, debitCount } = account;
  const sides = [
    { word: 'credits', code: '100', total: summary.credits, sum: credits, count: creditCount },
    { word: 'debits', code: '400', total: summary.debits, sum: debits, count: debitCount },
  ];
  for (const { word, code, total, sum, count } of sides) {
    if (!total) continue;
    const difference = new DecimalSum(account.decimals);
    difference.add(total.amount.replace('-', ''));
    difference.add(sum.toString(), true);
    const countDiffers = total.count !== null && total.count !== count;
    if (difference.isZero() && (!countDiffers || total.count === 0)) continue;
    const bank = total.count === null ? '' : ` in ${total.count}`;
    problems.warn(
      account.line,
      'total.mismatch',
      `The bank (type code ${code}) totals ${total.amount} ${account.currency} of ${word}${bank}, the rows give ${sum} in ${count}: they differ by ${difference} ${account.currency}.`,
      account.raw,
    );
  }
}
