import { cellAt } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import type { Layout } from './layout.ts';
import { isNeutral, readMark } from './numbers.ts';
import { type CellProblem, RowReader, type TableRow } from './row.ts';

/** Whether each record has two sides: what left one balance, and what arrived in another. */
export function hasTwoSides({ first }: Layout): boolean {
  return first.targetAmount >= 0 && first.mark >= 0;
}

/**
 * Reads a table of transfers ("Source amount", "Target amount", "Direction"): of what goes out the source side is ours, of
 * what comes in the target side; of what moves between own balances ("NEUTRAL") both are, and both are rows.
 */
export class TransferReader {
  readonly #mark: number;
  readonly #source: RowReader;
  readonly #target: RowReader;

  constructor(layout: Layout) {
    this.#mark = layout.first.mark;
    const { first, columns } = layout;
    this.#source = new RowReader({ ...layout, first: { ...first, mark: -1 } }, 'debit');
    this.#target = new RowReader(
      {
        ...layout,
        columns: { ...columns, fee: [] },
        first: { ...first, amount: first.targetAmount, currency: first.targetCurrency, mark: -1, fee: -1 },
      },
      'credit',
    );
  }

  read(record: SourceRecord): readonly TableRow[] | CellProblem {
    const text = cellAt(record.cells, this.#mark);
    const direction = readMark(text);
    if (direction === null && !isNeutral(text)) {
      return { code: 'mark.invalid', message: `“${text}” says neither in nor out.` };
    }
    const rows: TableRow[] = [];
    if (direction !== 'credit') {
      const source = this.#source.read(record);
      if ('code' in source) return source;
      rows.push(source);
    }
    if (direction !== 'debit') {
      const target = this.#target.read(record);
      if ('code' in target) return target;
      rows.push(target);
    }
    // What was sent and came back left both balances as they were.
    const cameBack = record.cells.some((cell) => /^refunded$/i.test(cell.trim()));
    return cameBack ? rows.map((row) => ({ ...row, status: 'information' as const })) : rows;
  }
}
