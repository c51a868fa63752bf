import { isCurrency } from '#lib/currency.ts';
import type { CsvColumn, CsvMapping, CsvRole } from '../reader.ts';
import { CSV_ROLES } from '../reader.ts';
import { readDateCell } from './dates.ts';
import { type HeaderCell, normaliseWord, readHeaderCell } from './header-words.ts';
import { readMark, readNumberCell } from './numbers.ts';

/** A record as text. */
export type SourceRecord = { cells: readonly string[]; line: number; raw: string };

/** Which columns hold what, by index from 0; several columns may make up a description. */
export type Columns = Partial<Record<CsvRole, readonly number[]>>;

export type Header = { index: number; cells: readonly string[]; columns: Columns; currency: string | null };

export type ColumnProblem = { code: string; message: string };

/** A header stands among the first lines. */
const MAX_PREAMBLE = 60;
const SAMPLE = 500;

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

/** The roles of the columns: those that a person named, else those of the header, else by what is in the columns. */
export function recogniseColumns(
  records: readonly SourceRecord[],
  mapping: CsvMapping,
): Header | ColumnProblem {
  const named = mapping.columns ? byMapping(records, mapping.columns) : null;
  if (named) return named;
  const header = findHeader(records);
  if (!header) return byContent(records);
  const rows = records.slice(header.index + 1, header.index + 1 + SAMPLE);
  return byHeader(header, rows, records[header.index]?.cells ?? []);
}

function byMapping(
  records: readonly SourceRecord[],
  given: NonNullable<CsvMapping['columns']>,
): Header | ColumnProblem {
  const names = Object.values(given)
    .flat()
    .filter((column): column is string => typeof column === 'string')
    .map(normaliseWord);
  let index = -1;
  if (names.length > 0) {
    index = records.slice(0, MAX_PREAMBLE).findIndex(({ cells }) => {
      const words = new Set(cells.map(normaliseWord));
      return names.every((name) => words.has(name));
    });
    if (index < 0)
      return { code: 'columns.notFound', message: `No line has the columns ${names.join(', ')}.` };
  } else index = findHeader(records)?.index ?? -1;
  const cells = records[index]?.cells ?? [];
  const words = cells.map(normaliseWord);
  const columns: Columns = {};
  for (const role of CSV_ROLES) {
    const chosen = given[role];
    if (chosen === undefined) continue;
    const list: readonly CsvColumn[] = Array.isArray(chosen)
      ? (chosen as readonly CsvColumn[])
      : [chosen as CsvColumn];
    columns[role] = list.map((column) =>
      typeof column === 'number' ? column : words.indexOf(normaliseWord(column)),
    );
  }
  return check({ index, cells, columns, currency: currencyOf(cells.map(readHeaderCell), columns) });
}

function byHeader(
  header: { index: number; cells: HeaderCell[] },
  rows: readonly SourceRecord[],
  cells: readonly string[],
): Header | ColumnProblem {
  const found = new Map<CsvRole, number[]>();
  const add = (role: CsvRole, column: number) => found.set(role, [...(found.get(role) ?? []), column]);
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
  return check({ index: header.index, cells, columns, currency: currencyOf(cell, columns) });
}

/** Headers that can only mean the account of the statement. */
const OWN_ACCOUNT = /^(?:own|auftragskonto|iban auftragskonto|eigene|account iban|bank account)/;

/**
 * A column called "account" or "IBAN" is our own account where few numbers come again and again, and the other side's
 * where most rows have one of their own, or a bank code stands beside it.
 */
function tellAccounts(
  found: Map<CsvRole, number[]>,
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
function tellMarks(found: Map<CsvRole, number[]>, rows: readonly SourceRecord[]): void {
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
function tellDebitsAndCredits(found: Map<CsvRole, number[]>, rows: readonly SourceRecord[]): void {
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

function byContent(records: readonly SourceRecord[]): Header | ColumnProblem {
  const rows = records
    .slice(0, SAMPLE)
    .filter(({ cells }) => cells.some((cell) => readDateCell(cell) !== null));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (rows.length === 0 || width < 2)
    return { code: 'columns.notFound', message: 'No column has dates and none has amounts.' };
  const all = Array.from({ length: width }, (_, column) => column);
  const dates = all.filter((column) => isColumnOf(rows, column, (text) => readDateCell(text) !== null));
  const marks = all.filter((column) => isColumnOf(rows, column, (text) => readMark(text) !== null));
  const currencies = all.filter((column) => isColumnOf(rows, column, isCurrency));
  const numbers = all.filter((column) => !dates.includes(column) && isAmountColumn(rows, column));
  const columns: Columns = {};
  if (dates.length === 0) return { code: 'columns.notFound', message: 'No column has dates.' };
  const booking = bookingColumn(rows, dates);
  if (booking === null) {
    return {
      code: 'columns.ambiguous',
      message: 'Several columns have dates, and no header tells which is the booking date; choose it.',
    };
  }
  columns.bookingDate = [booking];
  const value = dates.find((column) => column !== booking);
  if (value !== undefined) columns.valueDate = [value];
  if (numbers.length === 0) return { code: 'columns.notFound', message: 'No column has amounts.' };
  const [first, second] = numbers;
  if (numbers.length === 1) columns.amount = numbers;
  else if (numbers.length === 2 && first !== undefined && second !== undefined) {
    if (isBalanceOf(rows, first, second)) Object.assign(columns, { amount: [first], balance: [second] });
    else if (isBalanceOf(rows, second, first)) Object.assign(columns, { amount: [second], balance: [first] });
  }
  if (!columns.amount) {
    return {
      code: 'columns.ambiguous',
      message: 'Several columns have numbers, and no header tells which is the amount; choose it.',
    };
  }
  if (marks[0] !== undefined) columns.mark = [marks[0]];
  if (currencies[0] !== undefined) columns.currency = [currencies[0]];
  const taken = new Set([...dates, ...numbers, ...marks, ...currencies]);
  columns.description = all.filter((column) => !taken.has(column));
  return check({ index: -1, cells: [], columns, currency: null });
}

/** The dates along which the rows run; null when two columns do and differ. */
function bookingColumn(rows: readonly SourceRecord[], dates: readonly number[]): number | null {
  const [first] = dates;
  if (first === undefined) return null;
  if (dates.length === 1 || sameInAllRows(rows, dates)) return first;
  const sorted = dates.filter((column) => {
    const days = rows
      .map(({ cells }) => readDateCell(cells[column] ?? ''))
      .flatMap((cell) => (cell && 'fixed' in cell ? [cell.fixed] : []));
    const up = days.some((day, i) => i > 0 && day > (days[i - 1] as string));
    const down = days.some((day, i) => i > 0 && day < (days[i - 1] as string));
    return days.length > 0 && !(up && down);
  });
  return sorted.length === 1 ? (sorted[0] ?? null) : null;
}

/** Amounts have a decimal sign somewhere, or a sign; numbers of accounts and the like have neither. */
function isAmountColumn(rows: readonly SourceRecord[], column: number): boolean {
  if (!isColumnOf(rows, column, (text) => readNumberCell(text) !== null)) return false;
  return rows.some(({ cells }) => /[.,]\d{1,3}\D*$|^[-+(]|-$/.test((cells[column] ?? '').trim()));
}

/** Whether `balance` runs with `amount`, up or down the file. Digits alone are compared, so that no sign matters yet. */
function isBalanceOf(rows: readonly SourceRecord[], amount: number, balance: number): boolean {
  const values = rows.flatMap(({ cells }) => {
    const a = centsOf(cells[amount] ?? '');
    const b = centsOf(cells[balance] ?? '');
    return a === null || b === null ? [] : [{ a, b }];
  });
  if (values.length < 3) return false;
  const up = values.every(({ a, b }, i) => i === 0 || b - (values[i - 1]?.b ?? 0n) === a);
  const down = values.every(
    ({ b }, i) => i === 0 || (values[i - 1]?.b ?? 0n) - b === (values[i - 1]?.a ?? 0n),
  );
  return up || down;
}

function centsOf(text: string): bigint | null {
  const cell = readNumberCell(text);
  if (!cell) return null;
  const decimals = /[.,](\d{1,2})$/.exec(cell.body)?.[1] ?? '';
  const integer = cell.body
    .slice(0, cell.body.length - (decimals === '' ? 0 : decimals.length + 1))
    .replace(/\D/g, '');
  const cents = BigInt((integer === '' ? '0' : integer) + decimals.padEnd(2, '0'));
  return cell.negative ? -cents : cents;
}

/** Nine in ten of the filled cells of a column, and one at least. */
function isColumnOf(rows: readonly SourceRecord[], column: number, test: (text: string) => boolean): boolean {
  let filled = 0;
  let fitting = 0;
  for (const { cells } of rows) {
    const text = (cells[column] ?? '').trim();
    if (text === '') continue;
    filled++;
    if (test(text)) fitting++;
  }
  return filled > 0 && fitting * 10 >= filled * 9;
}

function distinct(rows: readonly SourceRecord[], column: number): number {
  return new Set(rows.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '')).size;
}

function sameInAllRows(rows: readonly SourceRecord[], columns: readonly number[]): boolean {
  return rows.every(({ cells }) => new Set(columns.map((column) => (cells[column] ?? '').trim())).size === 1);
}

function currencyOf(header: readonly HeaderCell[], columns: Columns): string | null {
  const money = [columns.amount, columns.debit, columns.credit, columns.net, columns.balance].flatMap(
    (list) => list ?? [],
  );
  const named = new Set(money.flatMap((column) => header[column]?.currency ?? []));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

function check(header: Header): Header | ColumnProblem {
  const { columns } = header;
  const missing = Object.entries(columns).find(([, list]) => list?.some((column) => column < 0));
  if (missing)
    return { code: 'columns.notFound', message: `The column for ${missing[0]} is not in the file.` };
  if (!columns.bookingDate && !columns.valueDate)
    return { code: 'columns.notFound', message: 'No column has the booking date; choose it.' };
  columns.bookingDate ??= columns.valueDate;
  if (!columns.amount && !columns.debit && !columns.credit) {
    if (!columns.net) return { code: 'columns.notFound', message: 'No column has the amount; choose it.' };
    columns.amount = columns.net;
    delete columns.net;
  }
  return header;
}
