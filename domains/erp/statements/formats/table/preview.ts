import type { StatementAccount } from '../../parsed-statement.ts';
import { COLUMN_ROLES, type ColumnRole, type TableMapping } from '../reader.ts';
import type { SourceRecord } from './columns.ts';
import type { DateOrder } from './dates.ts';
import type { LayoutProblem } from './layout.ts';
import { recogniseTable } from './recognise.ts';
import type { DateSystem } from './serial-dates.ts';
import type { SignRule } from './signs.ts';

/** One column as it was recognised: its header cell (empty without a header), and what it holds (often nothing we use). */
export type ColumnPreview = { index: number; header: string; roles: readonly ColumnRole[] };

/** How a table would be read. Null is what is not decided; `choices` say what a person has to choose. */
export type TablePreview = {
  /** Index of the header in the records; −1 where there is none. */
  headerIndex: number;
  columns: readonly ColumnPreview[];
  /** Null also where no date depends on it. */
  dateOrder: DateOrder | null;
  serialDates: DateSystem | null;
  decimalSign: '.' | ',' | null;
  /** Of rows that do not say. */
  currency: string | null;
  /** Of rows that do not say; without a number where the file has none. */
  account: StatementAccount;
  signs: SignRule | null;
  /** Newest first. */
  descending: boolean | null;
  /** Nothing is read before these are resolved by the mapping. */
  choices: readonly LayoutProblem[];
};

/** What the reader makes of the first records of a table (up to 200 or so) under a mapping, decided or not. Reads no rows. */
export function previewTable(records: readonly SourceRecord[], mapping: TableMapping): TablePreview {
  const { header, signs, problems, ...found } = recogniseTable(records, mapping);
  const width = records.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const rolesOf = (column: number) =>
    COLUMN_ROLES.filter((role) => header.columns[role]?.includes(column) === true);
  return {
    headerIndex: header.index,
    columns: Array.from({ length: width }, (_, index) => ({
      index,
      header: header.cells[index]?.trim() ?? '',
      roles: rolesOf(index),
    })),
    ...found,
    signs: signs?.rule ?? null,
    descending: signs?.descending ?? null,
    choices: problems,
  };
}
