import type { ProblemReporter } from '../problems.ts';
import { LIMITS } from '../reader.ts';

/** A statement of a bank account, and of a credit card (OFX 2.3, sections 11.4.2 and 11.4.3). */
export const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS']);
/** Booked transactions, and those that are not booked yet. */
export const ROWS = new Set(['STMTTRN', 'STMTTRNP']);
/** Statements of investments, which are no statements of money. */
export const NOT_READ = new Set(['INVSTMTRS', 'LOANSTMTRS', 'AMRTSTMTRS']);
/** Aggregates inside a statement or a row, whose elements are told apart by their name. */
const PARTS = new Set([
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

/** Whether an aggregate is a part of its own. The currency of a balance of the list belongs to that balance. */
export function isPart(tag: string, open: Part | null): boolean {
  return PARTS.has(tag) && !(tag === 'CURRENCY' && open?.name === 'BAL');
}

/** Says what the bank answers when it has no statement to give. */
export function reportStatus(
  fields: ReadonlyMap<string, string>,
  line: number,
  problems: ProblemReporter,
): void {
  if (fields.get('SEVERITY')?.toUpperCase() !== 'ERROR') return;
  const words = [fields.get('CODE'), fields.get('MESSAGE')].filter((text) => text !== undefined).join(': ');
  problems.error(line, 'bank.error', `The bank could not answer: ${words}.`);
}

/** Adds an element, the first of its name counting; a memo that comes in several elements is one. */
export function addField(fields: Map<string, string>, name: string, value: string): void {
  const before = fields.get(name);
  if (before === undefined) {
    if (fields.size < LIMITS.fieldsPerRecord) fields.set(name, value);
  } else if (name === 'MEMO' && before.length < LIMITS.recordBytes) fields.set(name, `${before} ${value}`);
}
