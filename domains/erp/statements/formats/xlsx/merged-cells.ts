import { cellOf } from './references.ts';

/** Columns of which it is noted which cells have a value: one bit each. */
const COLUMNS = 32;
/** Of so many ranges, and of so many rows in each, it is looked whether more than the first cell has a value. */
const MAX_RANGES = 10_000;
const MAX_ROWS = 10_000;

/** Finds values under merged cells: Excel shows only that of the first, and other programs leave the rest in the file. */
export class MergedCells {
  #filled = new Uint32Array(1_024);
  #ranges = 0;
  /** How many rows have such values. */
  hiddenRows = 0;

  /** Notes a cell with a value; `row` from 1, `column` from 0. */
  fill(row: number, column: number): void {
    if (column >= COLUMNS) return;
    if (row >= this.#filled.length) {
      const larger = new Uint32Array(Math.max(row + 1, this.#filled.length * 2));
      larger.set(this.#filled);
      this.#filled = larger;
    }
    this.#filled[row] = (this.#filled[row] ?? 0) | (1 << column);
  }

  /** A merged range, "B5:D9": it stands behind the rows of its sheet (ECMA-376 part 1, section 18.3.1.55). */
  merge(range: string): void {
    const [first, last] = range.split(':', 2).map(cellOf);
    if (!first || !last || first.column >= COLUMNS || ++this.#ranges > MAX_RANGES) return;
    const columns = bits(Math.min(last.column, COLUMNS - 1) + 1) & ~bits(first.column);
    const lastRow = Math.min(last.row, first.row + MAX_ROWS, this.#filled.length - 1);
    for (let row = first.row; row <= lastRow; row++) {
      const others = row === first.row ? columns & ~(1 << first.column) : columns;
      if (((this.#filled[row] ?? 0) & others) !== 0) this.hiddenRows++;
    }
  }
}

/** So many bits from the lowest. */
const bits = (count: number) => (count >= COLUMNS ? -1 : (1 << count) - 1);
