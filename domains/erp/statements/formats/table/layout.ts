import type { StatementAccount } from '../../parsed-statement.ts';
import { COLUMN_ROLES, type ColumnRole, type TableMapping } from '../reader.ts';
import type { ColumnProblem, Columns, SourceRecord } from './columns.ts';
import type { DateOrder } from './dates.ts';
import { recogniseTable } from './recognise.ts';
import type { DateSystem } from './serial-dates.ts';
import type { FeeRule, SignRule } from './signs.ts';

export type FirstColumns = Readonly<Record<ColumnRole, number>>;

/** Everything that has to be known before a record can be read. */
export type Layout = {
  /** Records up to and with this index are no rows; −1 when rows begin at once. */
  headerIndex: number;
  header: readonly string[];
  columns: Columns;
  /** The first column of each role, −1 where it has none. */
  first: FirstColumns;
  dateOrder: DateOrder | null;
  /** What plain numbers in the date columns count from; null where they are no dates. */
  serialDates: DateSystem | null;
  decimalSign: '.' | ',';
  /** The currency of rows that do not say; null when each row does. */
  currency: string | null;
  account: StatementAccount;
  /** Newest first. */
  descending: boolean;
  signs: SignRule;
  fees: FeeRule;
};

export type LayoutProblem = ColumnProblem & { line: number | null; raw: string | null };

/**
 * Decides how the file is to be read, by all records that are at hand. What is truly ambiguous is not decided: it
 * comes back as problems that say what a person has to choose.
 */
export function decideLayout(
  records: readonly SourceRecord[],
  mapping: TableMapping,
): Layout | LayoutProblem[] {
  const found = recogniseTable(records, mapping);
  const { header, signs, decimalSign } = found;
  if (found.problems.length > 0 || signs === null || decimalSign === null) return toAsk(found.problems);
  const { columns } = header;
  return {
    headerIndex: header.index,
    header: header.cells,
    columns,
    first: firstOf(columns),
    dateOrder: found.dateOrder,
    serialDates: found.serialDates,
    decimalSign,
    currency: found.currency,
    account: found.account,
    descending: signs.descending,
    signs: signs.rule,
    fees: signs.fees,
  };
}

/** Amounts are asked about once the dates are settled: until then it is open which rows there are. */
function toAsk(problems: readonly LayoutProblem[]): LayoutProblem[] {
  const datesAreOpen = problems.some(({ code }) => code.startsWith('date.'));
  return problems.filter(({ code }) => !(datesAreOpen && code.startsWith('decimal.')));
}

function firstOf(columns: Columns): FirstColumns {
  return Object.fromEntries(COLUMN_ROLES.map((role) => [role, columns[role]?.[0] ?? -1])) as FirstColumns;
}
