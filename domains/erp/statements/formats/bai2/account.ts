import type { TypedBalance } from '../../parsed-statement.ts';
import { signed } from '../amounts.ts';
import { LIMITS } from '../reader.ts';
import { impliedAmount } from './amounts.ts';
import { readFunds } from './funds.ts';
import type { LogicalRecord } from './logical-record.ts';
import { balanceType, TOTAL_CREDITS, TOTAL_DEBITS, type TypeCode, typeCodeOf } from './type-codes.ts';

/** What the bank counts of all credits, or of all debits. */
export type BankTotal = { amount: string; count: number | null };

/** Status and summary of an account identifier record (03). */
export type Summary = {
  balances: TypedBalance[];
  credits: BankTotal | null;
  debits: BankTotal | null;
  /** All its amounts in the smallest unit, for the control total. */
  minors: string[];
  problems: { code: string; message: string }[];
};

/**
 * Reads type code, amount, item count and funds type as often as they come. Positions left empty say nothing and are
 * passed over; some banks end every record with one.
 */
export function readSummary(
  record: LogicalRecord,
  currency: string,
  decimals: number,
  date: string,
): Summary {
  const summary: Summary = { balances: [], credits: null, debits: null, minors: [], problems: [] };
  for (let code = record.next(); code !== null; code = record.next()) {
    if (code === '') continue;
    const typeCode = typeCodeOf(code);
    if (typeCode === null) {
      const message = `“${code}” stands where a type code is expected; the rest of the record is not read.`;
      summary.problems.push({ code: 'typeCode.unknown', message });
      return summary;
    }
    readEntry(record, typeCode, summary, currency, decimals, date);
  }
  return summary;
}

function readEntry(
  record: LogicalRecord,
  { code, kind }: TypeCode,
  summary: Summary,
  currency: string,
  decimals: number,
  date: string,
): void {
  const text = record.next() ?? '';
  const items = record.next() ?? '';
  const amount = impliedAmount(text, decimals);
  if ('code' in amount) {
    readFunds(record, { amount: '0', negative: false, minor: '0' }, date, decimals);
    summary.problems.push({ code: amount.code, message: `Type code ${code}: ${amount.message}` });
    return;
  }
  const { problem } = readFunds(record, amount, date, decimals);
  if (problem)
    summary.problems.push({ code: problem.code, message: `Type code ${code}: ${problem.message}` });
  if (text === '') return;
  summary.minors.push(amount.minor);
  const value = signed(amount.amount, amount.negative);
  const total: BankTotal = { amount: value, count: /^\d{1,9}$/.test(items) ? Number(items) : null };
  if (code === TOTAL_CREDITS) summary.credits ??= total;
  else if (code === TOTAL_DEBITS) summary.debits ??= total;
  else if (kind === 'status' && summary.balances.length < LIMITS.balancesPerStatement) {
    summary.balances.push({ type: balanceType(code), code, amount: value, currency, date });
  }
}
