import { isCurrency } from '#lib/currency.ts';
import { looksLikeIban } from '../account-number.ts';
import { distinct, isColumnOf } from './column-samples.ts';
import type { Columns, RecognisedColumns, SourceRecord } from './columns.ts';
import { readDateCell } from './dates.ts';
import { readMark, readNumberCell } from './numbers.ts';
import { findRunningBalance } from './running-balance.ts';

/** The columns of a file without a header, by what is in them. */
export function columnsByContent(records: readonly SourceRecord[]): RecognisedColumns {
  const rows = records.filter(({ cells }) => cells.some((cell) => readDateCell(cell) !== null));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns: Columns = {};
  const found = (code: string | null, message = ''): RecognisedColumns => ({
    index: -1,
    cells: [],
    columns,
    currency: null,
    problem: code === null ? null : { code, message },
  });
  if (rows.length === 0 || width < 2) {
    return found(
      'columns.notFound',
      'No column has dates and none has amounts; choose the line of the header and the columns.',
    );
  }
  const all = Array.from({ length: width }, (_, column) => column);
  const dates = all.filter((column) => isColumnOf(rows, column, (text) => readDateCell(text) !== null));
  const marks = all.filter((column) =>
    isColumnOf(rows, column, (text) => readMark(text) !== null && /\p{L}/u.test(text)),
  );
  const currencies = all.filter((column) => isColumnOf(rows, column, isCurrency));
  const numbers = all.filter((column) => !dates.includes(column) && isAmountColumn(rows, column));
  const accounts = all.filter(
    (column) => !dates.includes(column) && !numbers.includes(column) && isOwnAccount(rows, column),
  );
  if (marks[0] !== undefined) columns.mark = [marks[0]];
  if (currencies[0] !== undefined) columns.currency = [currencies[0]];
  if (accounts[0] !== undefined) columns.account = [accounts[0]];
  const taken = new Set([...dates, ...numbers, ...marks, ...currencies, ...accounts]);
  const hasText = (column: number) => rows.some(({ cells }) => /[\p{L}\p{N}]/u.test(cells[column] ?? ''));
  columns.description = all.filter((column) => !taken.has(column) && hasText(column));

  if (numbers.length === 1) {
    columns.amount = numbers;
    // A balance may be written without decimals, as other numbers are; what proves it is that it runs.
    const whole = all.filter(
      (column) => !taken.has(column) && isColumnOf(rows, column, (text) => /^-?\d{1,12}$/.test(text)),
    );
    const running = whole.map((column) => findRunningBalance(rows, [...numbers, column]));
    const balance = running.find((found) => found?.amount[0] === numbers[0])?.balance;
    if (balance) columns.balance = balance;
    columns.description = columns.description.filter((column) => column !== balance?.[0]);
  } else Object.assign(columns, findRunningBalance(rows, numbers));
  const booking = bookingColumn(rows, dates);
  if (booking !== null) {
    columns.bookingDate = [booking];
    const value = dates.find((column) => column !== booking);
    if (value !== undefined) columns.valueDate = [value];
  }
  if (dates.length === 0) return found('columns.notFound', 'No column has dates; choose the booking date.');
  if (booking === null) {
    return found(
      'columns.ambiguous',
      'Several columns have dates, and no header tells which is the booking date; choose it.',
    );
  }
  if (numbers.length === 0) return found('columns.notFound', 'No column has amounts; choose the amount.');
  const isProved = columns.balance !== undefined || columns.mark !== undefined;
  if (columns.amount && !isProved && !hasSigns(rows, columns.amount) && hasUnknownHeader(records, rows)) {
    return found(
      'columns.ambiguous',
      'The words of the header are not known, and no amount has a sign; choose what each column is.',
    );
  }
  if (columns.amount) return found(null);
  return found(
    'columns.ambiguous',
    'Several columns have numbers, and no header tells which is the amount; choose it.',
  );
}

function hasSigns(rows: readonly SourceRecord[], [amount = -1]: readonly number[]): boolean {
  return rows.some(({ cells }) => {
    const number = readNumberCell(cells[amount] ?? '');
    return number !== null && (number.negative || number.mark !== null || /^\s*\+/.test(cells[amount] ?? ''));
  });
}

/** Whether words stand above the rows, a column each: one of them may say what is a debit. */
function hasUnknownHeader(records: readonly SourceRecord[], [first]: readonly SourceRecord[]): boolean {
  const above = records.slice(0, first === undefined ? 0 : records.indexOf(first));
  return above.some(
    ({ cells }) =>
      cells.length >= 3 &&
      cells.length === first?.cells.length &&
      cells.every((cell) => readNumberCell(cell) === null && !/^\s*$/.test(cell)),
  );
}

/** The dates along which the rows run; null when two columns do and differ. */
function bookingColumn(rows: readonly SourceRecord[], dates: readonly number[]): number | null {
  const [first] = dates;
  if (first === undefined) return null;
  if (dates.length === 1 || saysTheSame(rows, dates)) return first;
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

/** Whether the dates of each row are the same day; times of day aside. */
function saysTheSame(rows: readonly SourceRecord[], dates: readonly number[]): boolean {
  return rows.every(
    ({ cells }) =>
      new Set(dates.map((column) => JSON.stringify(readDateCell((cells[column] ?? '').trim())))).size === 1,
  );
}

/** Amounts have a decimal sign somewhere, or a sign; numbers of accounts and the like have neither. */
function isAmountColumn(rows: readonly SourceRecord[], column: number): boolean {
  if (!isColumnOf(rows, column, (text) => readNumberCell(text) !== null)) return false;
  return rows.some(({ cells }) => /[.,]\d{1,3}\D*$|^[-+(]|-$/.test((cells[column] ?? '').trim()));
}

/** One number in all rows that is an IBAN, or the digits of an account. */
function isOwnAccount(rows: readonly SourceRecord[], column: number): boolean {
  if (distinct(rows, column) !== 1 || (rows.length < 2 && column > 0)) return false;
  return isColumnOf(rows, column, (text) => looksLikeIban(text) || /^\d{8,26}$/.test(text));
}
