import { isCurrency } from '#lib/currency.ts';
import type { ColumnRole } from '../reader.ts';
import { distinct, isColumnOf, sameInAllRows } from './column-samples.ts';
import type { ColumnProblem, Columns, Header, SourceRecord } from './columns.ts';
import { readDateCell } from './dates.ts';
import { type HeaderCell, normaliseWord, readHeaderCell } from './header-words.ts';
import { readMark, readNumberCell } from './numbers.ts';

/** A header stands among the first lines. */
export const MAX_PREAMBLE = 60;

/** The line that names the columns, by the words in it; null when no line does. */
export function findHeader(records: readonly SourceRecord[]): { index: number; cells: HeaderCell[] } | null {
  for (const [index, { cells }] of records.slice(0, MAX_PREAMBLE).entries()) {
    if (cells.length < 2) continue;
    const read = cells.map((cell) => (cell.length > 80 ? NOTHING : readHeaderCell(cell)));
    const has = (...roles: readonly HeaderCell['role'][]) => read.some(({ role }) => roles.includes(role));
    if (has('bookingDate', 'valueDate', 'weakDate') && has('amount', 'debit', 'credit', 'net')) {
      return { index, cells: read };
    }
  }
  return null;
}

const NOTHING: HeaderCell = { role: null, currency: null };

/** The columns by the words of the header; `rows` are a sample, where the words alone do not tell. */
export function columnsByHeader(
  header: { index: number; cells: HeaderCell[] },
  rows: readonly SourceRecord[],
  cells: readonly string[],
): Header | ColumnProblem {
  const found = new Map<ColumnRole, number[]>();
  const add = (role: ColumnRole, column: number) => found.set(role, [...(found.get(role) ?? []), column]);
  const weak: number[] = [];
  const cell = header.cells;
  for (const [column, { role }] of cell.entries()) {
    if (role === 'weakDate') weak.push(column);
    else if (role === 'valuta') {
      if (isColumnOf(rows, column, (text) => isCurrency(text))) add('currency', column);
      else if (isColumnOf(rows, column, (text) => readDateCell(text) !== null)) add('valueDate', column);
    } else if (role !== null) add(role, column);
  }
  // Behind the booking date the weaker ones, for pending rows that are not booked yet.
  if (weak.length > 0) found.set('bookingDate', [...(found.get('bookingDate') ?? []), ...weak]);
  if (!found.has('bookingDate') && found.has('valueDate'))
    found.set('bookingDate', found.get('valueDate') ?? []);
  tellAccounts(found, rows, cells);
  tellMarks(found, rows);
  tellDebitsAndCredits(found, rows);
  if (!found.has('description') && found.has('type')) found.set('description', []);
  const columns: Columns = {};
  for (const [role, list] of found)
    columns[role] = role === 'description' || role === 'bookingDate' ? list : list.slice(0, 1);
  const amounts = found.get('amount') ?? [];
  if (amounts.length > 1 && !sameInAllRows(rows, amounts)) {
    const own = amounts.filter((column) => cell[column]?.currency);
    if (own.length !== 1) {
      return {
        code: 'columns.ambiguous',
        message: `Several columns could be the amount (${amounts.map((c) => cells[c]).join(', ')}); choose one.`,
      };
    }
    columns.amount = own;
  }
  return { index: header.index, cells, columns, currency: currencyOf(cell, columns) };
}

/** Headers that can only mean the account of the statement. */
const OWN_ACCOUNT = /^(?:own|auftragskonto|iban auftragskonto|eigene|account iban|bank account)/;

/**
 * A column called "account" or "IBAN" is our own account where few numbers come again and again, and the other side's
 * where most rows have one of their own, or a bank code stands beside it.
 */
function tellAccounts(
  found: Map<ColumnRole, number[]>,
  rows: readonly SourceRecord[],
  header: readonly string[],
): void {
  const candidates = found.get('account') ?? [];
  const isOwn = (column: number) => {
    if (OWN_ACCOUNT.test(normaliseWord(header[column] ?? ''))) return true;
    const values = rows.filter(({ cells }) => (cells[column] ?? '').trim() !== '').length;
    const kinds = distinct(rows, column);
    if (kinds > 1 && (kinds * 2 > values || kinds > Math.max(3, values / 4))) return false;
    const besideBank = (found.get('counterpartyBic') ?? []).some((bank) => Math.abs(bank - column) === 1);
    return values * 2 >= rows.length && !(besideBank && found.has('counterpartyName'));
  };
  const own = candidates.filter(isOwn);
  const others = candidates.filter((column) => !own.includes(column));
  if (own[0] === undefined) found.delete('account');
  else found.set('account', [own[0]]);
  if (others[0] !== undefined && !found.has('counterpartyAccount'))
    found.set('counterpartyAccount', [others[0]]);
}

/** A column is of marks only when marks are in it. */
function tellMarks(found: Map<ColumnRole, number[]>, rows: readonly SourceRecord[]): void {
  const named = [...found.values()].flat();
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const nameless = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !named.includes(column),
  );
  const isNamed = found.has('mark');
  const candidates = found.get('mark') ?? (found.has('amount') ? nameless : []);
  const isMark = (text: string) => readMark(text) !== null && (isNamed || /\p{L}/u.test(text));
  const mark = candidates.find((column) => isColumnOf(rows, column, isMark));
  if (mark === undefined) found.delete('mark');
  else found.set('mark', [mark]);
  if (mark !== undefined) return;
  const amount = found.get('amount')?.[0];
  if (amount === undefined || rows.some(({ cells }) => readNumberCell(cells[amount] ?? '')?.negative)) return;
  for (const role of ['type', 'debit', 'credit'] as const) {
    const [column] = found.get(role) ?? [];
    if (column === undefined || !isColumnOf(rows, column, (text) => readMark(text) !== null)) continue;
    found.set('mark', [column]);
    if (role !== 'type') found.delete(role);
    return;
  }
}

/** Beside an amount, columns called debit and credit may hold accounts or names; then they are none. */
function tellDebitsAndCredits(found: Map<ColumnRole, number[]>, rows: readonly SourceRecord[]): void {
  for (const role of ['debit', 'credit'] as const) {
    const numeric = (found.get(role) ?? []).filter((column) =>
      rows.every(
        ({ cells }) => (cells[column] ?? '').trim() === '' || readNumberCell(cells[column] ?? '') !== null,
      ),
    );
    if (numeric.length > 0 || rows.length === 0) continue;
    if (found.has('amount')) found.delete(role);
  }
  if (found.has('debit') && found.has('credit')) found.delete('amount');
  else if (found.has('amount')) {
    found.delete('debit');
    found.delete('credit');
  }
}

/** The currency that the headers of the amounts name, where they agree. */
export function currencyOf(header: readonly HeaderCell[], columns: Columns): string | null {
  const money = [columns.amount, columns.debit, columns.credit, columns.net, columns.balance].flatMap(
    (list) => list ?? [],
  );
  const named = new Set(money.flatMap((column) => header[column]?.currency ?? []));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}
