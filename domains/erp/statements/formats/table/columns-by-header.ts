import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../../parsed-statement.ts';
import type { ColumnRole } from '../reader.ts';
import { isColumnOf, sameInAllRows } from './column-samples.ts';
import type { ColumnProblem, Columns, RecognisedColumns, SourceRecord } from './columns.ts';
import { readDateCell } from './dates.ts';
import {
  type FoundColumns,
  tellAccounts,
  tellBalance,
  tellDebitsAndCredits,
  tellMarks,
  tellNet,
} from './doubtful-columns.ts';
import { type HeaderCell, readHeaderCell } from './header-words.ts';
import { readNumberCell } from './numbers.ts';
import { isSerial } from './serial-dates.ts';
import { tellBank, tellCounterparty, tellDescription, tellStatus, tellType } from './text-columns.ts';

/** A header stands among the first lines. */
export const MAX_PREAMBLE = 60;

/** The line that names the columns, by the words in it; null when no line does. */
export function findHeader(records: readonly SourceRecord[]): { index: number; cells: HeaderCell[] } | null {
  for (const [index, { cells }] of records.slice(0, MAX_PREAMBLE).entries()) {
    if (cells.length < 2) continue;
    const read = cells.map((cell) => (cell.length > 80 ? NOTHING : readHeaderCell(cell)));
    const has = (...roles: readonly HeaderCell['role'][]) => read.some(({ role }) => roles.includes(role));
    if (
      has('bookingDate', 'valueDate', 'weakDate') &&
      has('amount', 'ownAmount', 'weakAmount', 'value', 'debit', 'credit', 'net')
    ) {
      return { index, cells: read };
    }
  }
  return null;
}

const NOTHING: HeaderCell = { role: null, currency: null };

/** Roles that several columns make up together, or one for another. */
const SEVERAL = new Set<ColumnRole>([
  'description',
  'bookingDate',
  'status',
  'fee',
  'counterpartyName',
  'counterpartyAccount',
]);

/**
 * The columns by the words of the header; `rows` are a sample, where the words alone do not tell. `known` is the account that
 * the lines above the header name.
 */
export function columnsByHeader(
  header: { index: number; cells: HeaderCell[] },
  rows: readonly SourceRecord[],
  cells: readonly string[],
  known: StatementAccount,
): RecognisedColumns {
  const found = columnsByWords(header.cells, rows);
  const markNamed = found.get('mark');
  tellCounterparty(found, rows, cells);
  tellAccounts(found, rows, cells, known);
  tellBank(found, cells);
  tellMarks(found, rows);
  tellDebitsAndCredits(found, rows);
  tellNet(found, rows);
  tellBalance(found, rows);
  tellType(found, cells);
  tellStatus(found, rows);
  tellDescription(found, rows, cells);
  const problem = tellAmount(found, header.cells, rows, cells) ?? unknownMarks(found, markNamed, rows, cells);
  const columns: Columns = {};
  for (const [role, list] of found) columns[role] = SEVERAL.has(role) ? list : list.slice(0, 1);
  return { index: header.index, cells, columns, currency: currencyOf(header.cells, columns), problem };
}

function columnsByWords(header: readonly HeaderCell[], rows: readonly SourceRecord[]): FoundColumns {
  const found: FoundColumns = new Map();
  const add = (role: ColumnRole, column: number) => found.set(role, [...(found.get(role) ?? []), column]);
  const isDates = (column: number) =>
    isColumnOf(rows, column, (text) => readDateCell(text) !== null || isSerial(text));
  const weakDates: number[] = [];
  const ownAmounts: number[] = [];
  const ownCurrencies: number[] = [];
  const weakAmounts: number[] = [];
  for (const [column, { role }] of header.entries()) {
    if (role === 'weakDate') weakDates.push(column);
    else if (role === 'ownAmount') ownAmounts.push(column);
    else if (role === 'ownCurrency') ownCurrencies.push(column);
    else if (role === 'weakAmount') weakAmounts.push(column);
    else if (role === 'valuta') {
      if (isColumnOf(rows, column, isCurrency)) add('currency', column);
      else if (isDates(column)) add('valueDate', column);
    } else if (role === 'value') {
      if (isDates(column)) add('valueDate', column);
      else if (isColumnOf(rows, column, (text) => readNumberCell(text) !== null)) weakAmounts.push(column);
    } else if (role !== null) add(role, column);
  }
  preferOwn(found, 'amount', ownAmounts, 'instructedAmount');
  preferOwn(found, 'currency', ownCurrencies, 'instructedCurrency');
  const hasAmount = found.has('amount') || found.has('debit') || found.has('credit');
  if (weakAmounts.length > 0 && !hasAmount) found.set('amount', weakAmounts);
  // Behind the booking date the weaker ones, for pending rows that are not booked yet.
  if (weakDates.length > 0) found.set('bookingDate', [...(found.get('bookingDate') ?? []), ...weakDates]);
  if (!found.has('bookingDate') && found.has('valueDate'))
    found.set('bookingDate', found.get('valueDate') ?? []);
  if (rows.length > 0 && !found.get('bookingDate')?.some(isDates)) {
    const dated = [...header.keys()].filter((column) => header[column]?.role === null && isDates(column));
    if (dated.length === 1) found.set('bookingDate', dated);
  }
  return found;
}

/** What is in the account's currency goes before what is in that of the payment, which is then what was instructed. */
function preferOwn(found: FoundColumns, role: ColumnRole, own: number[], other: ColumnRole): void {
  if (own.length === 0) return;
  const foreign = found.get(role);
  if (foreign && !found.has(other)) found.set(other, foreign);
  found.set(role, own);
}

/** Of several amounts that differ, the one whose header names its currency; the others are amounts before conversion. */
function tellAmount(
  found: FoundColumns,
  header: readonly HeaderCell[],
  rows: readonly SourceRecord[],
  cells: readonly string[],
): ColumnProblem | null {
  const amounts = found.get('amount') ?? [];
  if (amounts.length < 2 || sameInAllRows(rows, amounts)) return null;
  const own = amounts.filter((column) => header[column]?.currency);
  if (own.length === 1) {
    found.set('amount', own);
    return null;
  }
  found.delete('amount');
  return {
    code: 'columns.ambiguous',
    message: `Several columns could be the amount (${amounts.map((c) => cells[c]).join(', ')}); choose one.`,
  };
}

/** Marks in words that are not known, beside amounts without a sign: read without them, all would be credits. */
function unknownMarks(
  found: FoundColumns,
  named: readonly number[] = [],
  rows: readonly SourceRecord[],
  cells: readonly string[],
): ColumnProblem | null {
  const amount = found.get('amount')?.[0];
  if (amount === undefined || found.has('mark') || found.has('balance')) return null;
  const marks = named.find((column) => isColumnOf(rows, column, (text) => /\p{L}/u.test(text)));
  const hasSign = ({ cells: row }: SourceRecord) => {
    const number = readNumberCell(row[amount] ?? '');
    return number !== null && (number.negative || number.mark !== null);
  };
  if (marks === undefined || rows.some(hasSign)) return null;
  return {
    code: 'columns.ambiguous',
    message: `No amount has a sign, and the words under “${cells[marks]}” are not known; choose what each column is.`,
  };
}

/** The currency that the headers of the amounts name, where they agree. */
export function currencyOf(header: readonly HeaderCell[], columns: Columns): string | null {
  const money = [columns.amount, columns.debit, columns.credit, columns.net, columns.balance].flatMap(
    (list) => list ?? [],
  );
  const named = new Set(money.flatMap((column) => header[column]?.currency ?? []));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}
