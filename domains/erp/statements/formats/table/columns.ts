import type { ColumnReference, ColumnRole, TableMapping } from '../reader.ts';
import { COLUMN_ROLES } from '../reader.ts';
import { columnsByContent } from './columns-by-content.ts';
import { columnsByHeader, currencyOf, findHeader, MAX_PREAMBLE } from './columns-by-header.ts';
import { normaliseWord, readHeaderCell } from './header-words.ts';

/** A record as text. */
export type SourceRecord = { cells: readonly string[]; line: number; raw: string };

/** Which columns hold what, by index from 0; several columns may make up a description. */
export type Columns = Partial<Record<ColumnRole, readonly number[]>>;

export type Header = { index: number; cells: readonly string[]; columns: Columns; currency: string | null };

export type ColumnProblem = { code: string; message: string };

const SAMPLE = 500;

/** The roles of the columns: those that a person named, else those of the header, else by what is in the columns. */
export function recogniseColumns(
  records: readonly SourceRecord[],
  mapping: TableMapping,
): Header | ColumnProblem {
  const found = find(records, mapping);
  return 'code' in found ? found : check(found);
}

function find(records: readonly SourceRecord[], mapping: TableMapping): Header | ColumnProblem {
  if (mapping.columns) return byMapping(records, mapping.columns);
  const header = findHeader(records);
  if (!header) return columnsByContent(records.slice(0, SAMPLE));
  const rows = records.slice(header.index + 1, header.index + 1 + SAMPLE);
  return columnsByHeader(header, rows, records[header.index]?.cells ?? []);
}

function byMapping(
  records: readonly SourceRecord[],
  given: NonNullable<TableMapping['columns']>,
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
  return { index, cells, columns, currency: currencyOf(cells.map(readHeaderCell), columns) };
}

/** Whether what is needed is there. A net amount stands in for a missing one. */
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
