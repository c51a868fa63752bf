import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../../parsed-statement.ts';
import { parseAccount } from '../account-number.ts';
import type { TableMapping } from '../reader.ts';
import { isColumnOf } from './column-samples.ts';
import { type Columns, type RecognisedColumns, recogniseColumns, type SourceRecord } from './columns.ts';
import { dateOrderOf, dateProblem } from './date-order.ts';
import { type DateOrder, readDateOrSerial } from './dates.ts';
import { decimalProblem, decimalSignOf, MONEY } from './decimal-sign.ts';
import { currencyOfSymbol } from './header-words.ts';
import type { LayoutProblem } from './layout.ts';
import { withDecimalSign, withoutNumbers } from './number-cells.ts';
import { readNumberCell } from './numbers.ts';
import { accountOfPreamble, currencyOfPreamble } from './preamble.ts';
import { type DateSystem, isSerial } from './serial-dates.ts';
import { decideSigns, type SignDecision } from './signs.ts';

/** What is known of how a table is written; null stands for what is not decided, and `problems` say what to choose. */
export type RecognisedTable = {
  header: RecognisedColumns;
  /** Null also where no date depends on it. */
  dateOrder: DateOrder | null;
  serialDates: DateSystem | null;
  decimalSign: '.' | ',' | null;
  currency: string | null;
  account: StatementAccount;
  signs: SignDecision | null;
  problems: LayoutProblem[];
};

/** Recognises how a table is written, by all records that are at hand, except where a person has chosen. */
export function recogniseTable(records: readonly SourceRecord[], mapping: TableMapping): RecognisedTable {
  const header = recogniseColumns(records, mapping);
  const { columns } = header;
  const preamble = records.slice(0, Math.max(header.index, 0));
  const body = records.slice(header.index + 1);
  const serialDates = mapping.serialDates ?? serialDatesOf(body, columns);
  const rows = body.filter(({ cells }) => hasDate(cells, columns, serialDates));

  const problems: LayoutProblem[] = [];
  if (header.problem) {
    const example = records[Math.max(header.index, 0)];
    problems.push({ ...header.problem, line: example?.line ?? null, raw: example?.raw ?? null });
  }
  const order = mapping.dateOrder ?? dateOrderOf(rows, columns, preamble);
  const isOrderOpen = order === 'ambiguous' || order === 'inconsistent';
  if (isOrderOpen) problems.push(dateProblem(order, rows, columns));
  const currency =
    mapping.currency ??
    header.currency ??
    currencyOfPreamble(preamble) ??
    currencyOfCells(rows, columns) ??
    mapping.otherwise?.currency ??
    null;
  const texts = rows.map(withoutNumbers);
  const sign = mapping.decimalSign ?? decimalSignOf(texts, columns, currency);
  const isSignOpen = sign === 'ambiguous' || sign === 'inconsistent';
  if (isSignOpen) problems.push(decimalProblem(sign, texts, columns));
  if (currency === null && rows.length > 0 && !someRowHasCurrency(rows, columns)) {
    problems.push({
      code: 'currency.missing',
      message: 'The file does not say in which currency its amounts are; choose it.',
      line: rows[0]?.line ?? null,
      raw: rows[0]?.raw ?? null,
    });
  }
  const dateOrder = isOrderOpen ? null : order;
  const decimalSign = isSignOpen ? null : sign;
  return {
    header,
    dateOrder,
    serialDates,
    decimalSign,
    currency,
    account: mapping.account === undefined ? accountOfPreamble(preamble) : parseAccount(mapping.account),
    signs:
      header.problem || isOrderOpen || decimalSign === null
        ? null
        : decideSigns(
            rows.map((row) => withDecimalSign(row, decimalSign)),
            { columns, header: header.cells, dateOrder, serialDates, decimalSign },
            mapping.signs,
          ),
    problems,
  };
}

/** Whether the record has a booking date, as every row of a statement does. */
export function hasDate(cells: readonly string[], columns: Columns, serialDates: DateSystem | null): boolean {
  for (const column of columns.bookingDate ?? [])
    if (readDateOrSerial(cells[column] ?? '', serialDates) !== null) return true;
  return false;
}

/** CSV does not say from when a spreadsheet counted its days; 1900 is what nearly all do. */
function serialDatesOf(rows: readonly SourceRecord[], columns: Columns): DateSystem | null {
  const column = columns.bookingDate?.[0];
  return column !== undefined && isColumnOf(rows, column, isSerial) ? '1900' : null;
}

function someRowHasCurrency(rows: readonly SourceRecord[], columns: Columns): boolean {
  const column = columns.currency?.[0];
  if (column === undefined) return false;
  return rows.some(({ cells }) => {
    const text = (cells[column] ?? '').trim();
    return isCurrency(text.toUpperCase()) || currencyOfSymbol(text) !== null;
  });
}

/** The one currency that stands beside amounts in the cells. */
function currencyOfCells(rows: readonly SourceRecord[], columns: Columns): string | null {
  if (someRowHasCurrency(rows, columns)) return null;
  const named = new Set<string>();
  for (const { cells } of rows) {
    for (const role of MONEY) {
      const currency = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '')?.currency;
      if (currency) named.add(currency);
    }
  }
  return named.size === 1 ? ([...named][0] ?? null) : null;
}
