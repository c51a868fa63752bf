import { LIMITS } from '../reader.ts';

/** A statement of a bank account, and of a credit card (OFX 2.3, sections 11.4.2 and 11.4.3). */
export const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS']);
/** Booked transactions, and those that are not booked yet. */
export const ROWS = new Set(['STMTTRN', 'STMTTRNP']);
/** Statements of investments, which are no statements of money. */
export const NOT_READ = new Set(['INVSTMTRS', 'LOANSTMTRS', 'AMRTSTMTRS']);
/** Aggregates inside a statement or a row, whose elements are told apart by their name. */
export const PARTS = new Set([
  'STATUS',
  'BANKACCTFROM',
  'CCACCTFROM',
  'LEDGERBAL',
  'AVAILBAL',
  'BAL',
  'PAYEE',
  'BANKACCTTO',
  'CCACCTTO',
  'CURRENCY',
  'ORIGCURRENCY',
]);

/** Elements of the statement or the row itself: where one comes, a part that was not closed has ended. */
export const NEVER_IN_PART = new Set([
  'BANKTRANLIST',
  'BANKTRANLISTP',
  'BALLIST',
  'TRNTYPE',
  'DTPOSTED',
  'TRNAMT',
  'FITID',
  'CHECKNUM',
  'REFNUM',
  'MEMO',
]);

export type Part = { name: string; fields: Map<string, string>; line: number };
export type Row = { fields: Map<string, string>; pending: boolean; line: number; raw: string };

/** Adds an element, the first of its name counting; a memo that comes in several elements is one. */
export function addField(fields: Map<string, string>, name: string, value: string): void {
  const before = fields.get(name);
  if (before === undefined) {
    if (fields.size < LIMITS.fieldsPerRecord) fields.set(name, value);
  } else if (name === 'MEMO' && before.length < LIMITS.recordBytes) fields.set(name, `${before} ${value}`);
}
