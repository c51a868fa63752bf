import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink, type TableMapping } from '../reader.ts';
import { AccountBlocks } from './account-blocks.ts';
import {
  columnsOfText,
  mayBeBalanceLine,
  type StatedBalances,
  takeBalanceLine,
  takePreamble,
} from './balance-lines.ts';
import { cellAt } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import { ContinuationLines } from './continuation-lines.ts';
import { isTotal } from './header-words.ts';
import { decideLayout, type Layout } from './layout.ts';
import { withDecimalSign } from './number-cells.ts';
import { readNumberCell } from './numbers.ts';
import { hasDate } from './recognise.ts';
import { type CellProblem, RowReader, type TableRow } from './row.ts';
import { TableStatements } from './statements.ts';
import { hasTwoSides, TransferReader } from './transfer.ts';

/** So many records decide how the table is read; more are waited for only where these do not decide. */
const FIRST_LOOK = 5_000;
const LAST_LOOK = 160_000;

const NO_ROWS: readonly TableRow[] = [];

/**
 * Reads a table of records (lines of CSV, rows of a spreadsheet): first it looks at so many records that it knows how the
 * table is written, then rows go to the sink as they come. What stays ambiguous it asks for instead of guessing, and gives
 * no rows.
 */
export class TableReader {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #mapping: TableMapping;
  #held: SourceRecord[] = [];
  #heldUntil = FIRST_LOOK;
  #heldBytes = 0;
  #layout: Layout | null = null;
  #rows: RowReader | TransferReader | null = null;
  #textColumns: readonly number[] = [];
  /** Of the records of a table without a header. */
  #leastWidth = 0;
  /** It stayed ambiguous; what follows is not read. */
  #undecided = false;
  #statements: TableStatements | null = null;
  readonly #stated: StatedBalances = {};
  readonly #blocks = new AccountBlocks();
  readonly #continuations = new ContinuationLines();

  constructor(sink: StatementSink, problems: ProblemReporter, mapping: TableMapping) {
    this.#sink = sink;
    this.#problems = problems;
    this.#mapping = mapping;
  }

  take(record: SourceRecord): void {
    if (this.#layout) {
      this.#takeRow(withDecimalSign(record, this.#layout.decimalSign), this.#layout);
      return;
    }
    if (this.#undecided) return;
    this.#held.push(record);
    this.#heldBytes += bytesOf(record);
    const isFull = this.#heldBytes >= LIMITS.heldBytes;
    if (isFull || this.#held.length >= this.#heldUntil) this.#decide(isFull);
  }

  end(): void {
    if (!this.#layout && !this.#undecided) this.#decide(true);
    this.#statements?.end(this.#stated);
    this.#continuations.say(this.#problems);
    if (this.#statements?.rowCount === 0) {
      this.#problems.error(null, 'file.empty', 'The file has a header, but no row that could be read.', null);
    }
  }

  /** Decides how the file is read. What is ambiguous may become clear further on; at the end it is a problem. */
  #decide(final: boolean): void {
    const layout = decideLayout(this.#held, this.#mapping);
    if (Array.isArray(layout)) {
      this.#heldUntil *= 2;
      if (!final && this.#heldUntil <= LAST_LOOK) return;
      for (const { line, code, message, raw } of layout) this.#problems.error(line, code, message, raw);
      this.#undecided = true;
      this.#held = [];
      return;
    }
    // Amounts without sign need the balance of the row before them in time, which newest-first files give later.
    if (layout.signs === 'fromBalance' && !final && this.#heldUntil < LIMITS.rowsPerFile) {
      this.#heldUntil = LIMITS.rowsPerFile;
      return;
    }
    this.#layout = layout;
    const widest = this.#held.reduce((width, { cells }) => Math.max(width, cells.length), 0);
    this.#textColumns = columnsOfText(layout, widest);
    if (layout.header.length === 0 && !this.#mapping.columns) this.#leastWidth = leastUsualWidth(this.#held);
    this.#rows = hasTwoSides(layout) ? new TransferReader(layout) : new RowReader(layout);
    this.#statements = new TableStatements(this.#sink, this.#problems, layout);
    const records = this.#held.map((record) => withDecimalSign(record, layout.decimalSign));
    this.#held = [];
    takePreamble(records.slice(0, Math.max(layout.headerIndex, 0)), layout, this.#stated);
    const rows = records.slice(layout.headerIndex + 1);
    if (layout.signs === 'fromBalance' && layout.descending) {
      this.#statements.takeNewestFirst(
        rows.flatMap((record) => {
          const read = this.#read(record, layout);
          return ('amount' in read ? [read] : read).map((side) => ({ record, read: side }));
        }),
      );
    } else for (const record of rows) this.#takeRow(record, layout);
  }

  #takeRow(record: SourceRecord, layout: Layout): void {
    const read = this.#read(record, layout);
    if ('amount' in read) this.#statements?.take(record, read);
    else for (const side of read) this.#statements?.take(record, side);
  }

  /** The rows of a record, as a rule one; none of a total, a balance, a blank line, said where it is to be said. */
  #read(record: SourceRecord, layout: Layout): TableRow | readonly TableRow[] {
    const read = this.#widthProblem(record, layout) ?? this.#rows?.read(record) ?? NO_ROWS;
    const isBalance =
      ('code' in read || mayBeBalanceLine(record, this.#textColumns)) &&
      takeBalanceLine(record, layout, this.#stated);
    if (isBalance) return NO_ROWS;
    if (!('code' in read)) return this.#blocks.ofAccount(read, layout);
    if (this.#isRow(record, layout)) this.#problems.error(record.line, read.code, read.message, record.raw);
    return NO_ROWS;
  }

  /** More columns than the header has; without a header, fewer than rows have, as lines of balances do. */
  #widthProblem({ cells }: SourceRecord, { header }: Layout): CellProblem | null {
    const width = header.length;
    if (width === 0) {
      if (cells.length >= this.#leastWidth) return null;
      const message = `The line has ${cells.length} columns, the others have ${this.#leastWidth}.`;
      return { code: 'fields.count', message };
    }
    if (cells.length <= width || isBlank(cells.slice(width))) return null;
    return {
      code: 'fields.count',
      message: `The line has ${cells.length} columns, the header has ${width}.`,
    };
  }

  /** Whether a record that cannot be read was meant to be a row; says so where it is left out. */
  #isRow(record: SourceRecord, layout: Layout): boolean {
    if (isBlank(record.cells)) return false;
    this.#blocks.between(record);
    const { first } = layout;
    const hasAmount = [first.amount, first.debit, first.credit].some(
      (column) => readNumberCell(cellAt(record.cells, column)) !== null,
    );
    if (hasDate(record.cells, layout.columns, layout.serialDates)) return true;
    if (hasAmount) return !record.cells.some(isTotal);
    if (!this.#continuations.take(record, layout) && !isLeftOver(record, layout)) {
      this.#problems.warn(
        record.line,
        'line.skipped',
        'This line has neither a date nor an amount; it is left out.',
        record.raw,
      );
    }
    return false;
  }
}

/** About what a record takes in memory, where characters beyond Latin-1 take two bytes. */
function bytesOf({ cells, raw }: SourceRecord): number {
  return 100 + cells.length * 50 + raw.length * 2;
}

/** The least number of columns that a tenth of the records have, and two at least; 0 where the records are all unlike. */
function leastUsualWidth(records: readonly SourceRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const usual = [...counts].filter(([, count]) => count > 1 && count * 10 >= records.length);
  return usual.length === 0 ? 0 : Math.min(...usual.map(([width]) => width));
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** A header that is repeated, or a remark of a few words without figures. */
function isLeftOver(record: SourceRecord, layout: Layout): boolean {
  if (layout.header.length > 0 && record.cells.join('|') === layout.header.join('|')) return true;
  const filled = record.cells.filter((cell) => cell.trim() !== '');
  return filled.length <= 2 && !filled.some((cell) => /\d[.,]\d{2}\b/.test(cell));
}
