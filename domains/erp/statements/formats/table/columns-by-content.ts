import { isCurrency } from '#lib/currency.ts';
import { isColumnOf, sameInAllRows } from './column-samples.ts';
import type { ColumnProblem, Columns, Header, SourceRecord } from './columns.ts';
import { readDateCell } from './dates.ts';
import { readMark, readNumberCell } from './numbers.ts';

/** The columns of a file without a header, by what is in them. */
export function columnsByContent(records: readonly SourceRecord[]): Header | ColumnProblem {
  const rows = records.filter(({ cells }) => cells.some((cell) => readDateCell(cell) !== null));
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
  return { index: -1, cells: [], columns, currency: null };
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
