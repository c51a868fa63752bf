import type { Columns, SourceRecord } from './columns.ts';
import { type DateCell, type DateOrder, dateByOrder, readDateCell } from './dates.ts';
import type { LayoutProblem } from './layout.ts';

const ORDERS: readonly DateOrder[] = ['dayFirst', 'monthFirst', 'yearFirst'];
const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  dayFirst: 'day first',
  monthFirst: 'month first',
  yearFirst: 'year first',
};

/** The order of the dates of a table, by its date columns and the dates above the header. */
export function dateOrderOf(
  rows: readonly SourceRecord[],
  columns: Columns,
  preamble: readonly SourceRecord[],
): DateOrder | null | 'ambiguous' | 'inconsistent' {
  const lists = [columns.bookingDate, columns.valueDate].map((list) =>
    rows.flatMap(({ cells }) => readDateCell(cells[list?.[0] ?? -1] ?? '') ?? []),
  );
  const [booking = [], value = []] = lists;
  const dates = columns.valueDate?.[0] === columns.bookingDate?.[0] ? [booking] : [booking, value];
  const others = rows.flatMap(({ cells }) =>
    (columns.bookingDate ?? []).slice(1).flatMap((column) => readDateCell(cells[column] ?? '') ?? []),
  );
  return decideDateOrder(dates, [...datesOf(preamble), ...others]);
}

function datesOf(records: readonly SourceRecord[]): DateCell[] {
  return records.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      (cell.match(/\d{1,2}[/-]\d{1,2}[/-]\d{2,4}/g) ?? []).flatMap((text) => readDateCell(text) ?? []),
    ),
  );
}

/** What to ask where the order is not decided. */
export function dateProblem(
  code: 'ambiguous' | 'inconsistent',
  rows: readonly SourceRecord[],
  columns: Columns,
): LayoutProblem {
  const column = columns.bookingDate?.[0] ?? -1;
  const open = rows.flatMap((record) => {
    const cell = readDateCell(record.cells[column] ?? '');
    return cell !== null && 'numbers' in cell ? [{ record, cell }] : [];
  });
  const example = open[0]?.record;
  const text = example?.cells[column]?.trim() ?? '';
  const possible = ORDERS.filter((order) => open.every(({ cell }) => dateByOrder(cell, order) !== null));
  const message =
    code === 'ambiguous'
      ? `“${text}” and all other dates can be read ${possible.map((order) => ORDER_WORDS[order]).join(' or ')}; choose the date order.`
      : `Some dates can only be read day first, others only month first (“${text}” is one of them); choose the date order.`;
  return { code: `date.${code}`, message, line: example?.line ?? null, raw: example?.raw ?? null };
}

/**
 * The order of day, month and year of a file's dates. `columns` are its date columns in row order, `hints` dates from
 * elsewhere in the file. Decided by the days above 12, else by hints, else by the one order that leaves the rows in
 * sequence. "ambiguous" and "inconsistent" are for a person.
 */
export function decideDateOrder(
  columns: readonly (readonly DateCell[])[],
  hints: readonly DateCell[],
): DateOrder | null | 'ambiguous' | 'inconsistent' {
  const cells = columns.flat().filter((cell) => 'numbers' in cell);
  if (cells.length === 0) return null;
  const onlyBy = (set: readonly DateCell[]) => {
    const counts = new Map<DateOrder, number>();
    for (const cell of set) {
      const fitting = ORDERS.filter((order) => dateByOrder(cell, order) !== null);
      if (fitting.length === 1 && fitting[0]) counts.set(fitting[0], (counts.get(fitting[0]) ?? 0) + 1);
    }
    return counts;
  };
  const decided = byEvidence(onlyBy(cells), cells.length);
  if (decided) return decided;
  const fitting = ORDERS.filter((order) => cells.every((cell) => dateByOrder(cell, order) !== null));
  const possible = withinYears(fitting, cells);
  if (possible.length === 1 && possible[0]) return possible[0];
  if (possible.length === 0) return 'inconsistent';
  if (allAgree(cells, possible)) return possible[0] ?? null;
  const hinted = byEvidence(onlyBy(hints), hints.length);
  if (hinted && hinted !== 'inconsistent' && possible.includes(hinted)) return hinted;
  const sequences = possible.filter((order) => columns.every((column) => isSequence(column, order)));
  return sequences.length === 1 && sequences[0] ? sequences[0] : 'ambiguous';
}

/** Leaves out an order under which the file would span decades, where another gives a few years. */
function withinYears(orders: readonly DateOrder[], cells: readonly DateCell[]): readonly DateOrder[] {
  const spanOf = (order: DateOrder) => {
    const years = cells.map((cell) => Number(dateByOrder(cell, order)?.slice(0, 4)));
    return years.reduce((a, b) => Math.max(a, b), 0) - years.reduce((a, b) => Math.min(a, b), 9999);
  };
  const close = orders.filter((order) => spanOf(order) <= 3);
  return close.length > 0 ? orders.filter((order) => spanOf(order) <= 15) : orders;
}

/** The order that alone fits some dates; a few dates that say otherwise are bad rows, many are a contradiction. */
function byEvidence(counts: Map<DateOrder, number>, total: number): DateOrder | 'inconsistent' | null {
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (!best) return null;
  const others = ranked.slice(1).reduce((sum, [, n]) => sum + n, 0);
  if (second && (others * 10 > best[1] || others * 20 > total)) return 'inconsistent';
  return best[0];
}

function allAgree(cells: readonly DateCell[], orders: readonly DateOrder[]): boolean {
  return cells.every((cell) => new Set(orders.map((order) => dateByOrder(cell, order))).size === 1);
}

/** Whether the rows never go back, or never go forward. */
function isSequence(column: readonly DateCell[], order: DateOrder): boolean {
  let up = false;
  let down = false;
  let before: string | null = null;
  for (const cell of column) {
    const date = dateByOrder(cell, order);
    if (date === null) continue;
    if (before !== null && date > before) up = true;
    if (before !== null && date < before) down = true;
    before = date;
  }
  return !(up && down);
}
