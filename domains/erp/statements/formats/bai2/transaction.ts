import type { ProblemReporter } from '../problems.ts';
import { type Bai2Amount, impliedAmount } from './amounts.ts';
import { readFunds } from './funds.ts';
import type { LogicalRecord } from './logical-record.ts';
import type { OpenAccount } from './open-account.ts';
import type { Transaction } from './row.ts';
import { typeCodeOf } from './type-codes.ts';

/**
 * Reads a transaction detail (16): type code, amount, funds type, bank reference, customer reference, text. Null when
 * it is no transaction that could be booked, which is said, or its account is not taken in.
 */
export function readTransaction(
  record: LogicalRecord,
  account: OpenAccount,
  problems: ProblemReporter,
  decode: (latin1: string) => string,
): Transaction | null {
  const unread = (code: string, message: string): null => {
    account.unreadRows++;
    problems.error(record.line, code, message, decode(record.raw));
    return null;
  };
  const code = record.next() ?? '';
  const text = record.next() ?? '';
  const amount = impliedAmount(text, account.decimals);
  if (!('code' in amount)) account.control.add(amount.minor);
  if (account.index === null) return null;
  if (record.cut && record.isAtEnd) return unread('row.truncated', 'The file ends inside this row.');
  if ('code' in amount) return unread(amount.code, amount.message);
  const typeCode = typeCodeOf(code);
  if (typeCode === null || typeCode.kind === 'status') {
    return unread('typeCode.unknown', `“${code}” is no type code of a transaction.`);
  }
  const funds = readFunds(record, amount, account.date, account.decimals);
  const transaction: Transaction = {
    typeCode,
    amount,
    funds,
    bankReference: decode(record.next() ?? ''),
    customerReference: decode(record.next() ?? ''),
    text: decode(record.rest()),
    line: record.line,
  };
  if (funds.problem) {
    problems.warn(record.line, funds.problem.code, funds.problem.message, decode(record.raw));
  }
  warnOfAmount(record, transaction, text, amount, problems, decode);
  return transaction;
}

function warnOfAmount(
  record: LogicalRecord,
  { typeCode: { kind } }: Transaction,
  text: string,
  amount: Bai2Amount,
  problems: ProblemReporter,
  decode: (latin1: string) => string,
): void {
  if (text === '' && kind !== 'information') {
    problems.warn(
      record.line,
      'amount.missing',
      'The row has no amount; it counts as zero.',
      decode(record.raw),
    );
  } else if (amount.negative) {
    const message = `The ${kind} of ${text} is negative: it takes back what it would do.`;
    problems.warn(record.line, 'amount.negative', message, decode(record.raw));
  }
}
