import type { SourceRecord } from './columns.ts';

/** Nine in ten of the filled cells of a column, and one at least. */
export function isColumnOf(
  rows: readonly SourceRecord[],
  column: number,
  test: (text: string) => boolean,
): boolean {
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

/** How many different texts a column has. */
export function distinct(rows: readonly SourceRecord[], column: number): number {
  return new Set(rows.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '')).size;
}

/** Whether in each row the columns say the same. */
export function sameInAllRows(rows: readonly SourceRecord[], columns: readonly number[]): boolean {
  return rows.every(({ cells }) => new Set(columns.map((column) => (cells[column] ?? '').trim())).size === 1);
}
