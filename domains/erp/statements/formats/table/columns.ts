import type { ColumnReference, ColumnRole, TableMapping } from '../reader.ts';
import { COLUMN_ROLES } from '../reader.ts';
import { columnsByContent } from './columns-by-content.ts';
import { columnsByHeader, currencyOf, findHeader, MAX_PREAMBLE } from './columns-by-header.ts';
import { normaliseWord, readHeaderCell } from './header-words.ts';
import { accountOfPreamble } from './preamble.ts';

/** A record as text. */
export type SourceRecord = {
  cells: readonly string[];
  line: number;
  raw: string;
  /** The columns whose cells a spreadsheet holds as numbers, with a point as decimal sign. */
  numbers?: readonly number[];
  /** It is known that all blanks in it are single spaces, and none is at an end of a cell. */
  isTidy?: boolean;
};

/** Which columns hold what, by index from 0; several columns may make up a description. */
export type Columns = Partial<Record<ColumnRole, readonly number[]>>;

export type Header = {
  /** Of the records; −1 where there is none. */
  index: number;
  cells: readonly string[];
  columns: Columns;
  /** The currency that the headers of the amounts name. */
  currency: string | null;
};

export type ColumnProblem = { code: string; message: string };

/** What was found; with a problem it is a part, and a person has to choose the rest. */
export type RecognisedColumns = Header & { problem: ColumnProblem | null };

const SAMPLE = 500;

/** The roles of the columns: those that a person named, else those of the header, else by what is in the columns. */
export function recogniseColumns(records: readonly SourceRecord[], mapping: TableMapping): RecognisedColumns {
  const found = find(records, mapping);
  return found.problem ? found : { ...found, problem: check(found.columns) };
}

function find(records: readonly SourceRecord[], mapping: TableMapping): RecognisedColumns {
  if (mapping.columns) return byMapping(records, mapping.columns, mapping.headerLine);
  if (mapping.headerLine === 0) return columnsByContent(records.slice(0, SAMPLE));
  const header =
    mapping.headerLine === undefined ? findHeader(records) : headerAt(records, mapping.headerLine);
  if (!header) return columnsByContent(records.slice(0, SAMPLE));
  const rows = records.slice(header.index + 1, header.index + 1 + SAMPLE);
  const known = accountOfPreamble(records.slice(0, header.index));
  return columnsByHeader(header, rows, records[header.index]?.cells ?? [], known);
}

function headerAt(records: readonly SourceRecord[], line: number) {
  const index = records.findIndex((record) => record.line === line);
  return index < 0 ? null : { index, cells: (records[index]?.cells ?? []).map(readHeaderCell) };
}

function byMapping(
  records: readonly SourceRecord[],
  given: NonNullable<TableMapping['columns']>,
  headerLine: number | undefined,
): RecognisedColumns {
  const names = Object.values(given)
    .flat()
    .filter((column): column is string => typeof column === 'string')
    .map(normaliseWord);
  const index = headerIndex(records, names, headerLine);
  if (index === null) {
    const message = `No line has the columns ${names.join(', ')}; choose the columns anew.`;
    return {
      index: -1,
      cells: [],
      columns: {},
      currency: null,
      problem: { code: 'columns.notFound', message },
    };
  }
  const cells = records[index]?.cells ?? [];
  const words = cells.map(normaliseWord);
  const columns: Columns = {};
  for (const role of COLUMN_ROLES) {
    const chosen = given[role];
    if (chosen === undefined) continue;
    const list: readonly ColumnReference[] = Array.isArray(chosen)
      ? (chosen as readonly ColumnReference[])
      : [chosen as ColumnReference];
    columns[role] = list.map((column) =>
      typeof column === 'number' ? column : words.indexOf(normaliseWord(column)),
    );
  }
  return { index, cells, columns, currency: currencyOf(cells.map(readHeaderCell), columns), problem: null };
}

/** Null when columns are named and no line has the names. */
function headerIndex(
  records: readonly SourceRecord[],
  names: readonly string[],
  headerLine: number | undefined,
): number | null {
  if (headerLine !== undefined) return records.findIndex(({ line }) => line === headerLine);
  if (names.length === 0) return findHeader(records)?.index ?? -1;
  const index = records.slice(0, MAX_PREAMBLE).findIndex(({ cells }) => {
    const words = new Set(cells.map(normaliseWord));
    return names.every((name) => words.has(name));
  });
  return index < 0 ? null : index;
}

/** Whether what is needed is there. A value date stands in for a missing booking date, a net amount for an amount. */
function check(columns: Columns): ColumnProblem | null {
  const missing = Object.entries(columns).find(([, list]) => list?.some((column) => column < 0));
  if (missing) {
    const message = `The column for ${missing[0]} is not in the file; choose another.`;
    return { code: 'columns.notFound', message };
  }
  if (!columns.bookingDate && columns.valueDate) columns.bookingDate = columns.valueDate;
  if (!columns.bookingDate) {
    return { code: 'columns.notFound', message: 'No column has the booking date; choose it.' };
  }
  if (columns.amount || columns.debit || columns.credit) return null;
  if (!columns.net) return { code: 'columns.notFound', message: 'No column has the amount; choose it.' };
  columns.amount = columns.net;
  delete columns.net;
  return null;
}
