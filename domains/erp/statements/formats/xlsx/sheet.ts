import type { ProblemReporter } from '../problems.ts';
import { LIMITS } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import type { XmlNode } from '../xml/node.ts';
import { type CellContext, type CellFault, readCell } from './cell.ts';
import { MergedCells } from './merged-cells.ts';
import type { Package } from './package.ts';
import { isOn, readPart } from './part.ts';
import { columnOf, nameOf } from './references.ts';

export type SheetReading = CellContext & {
  /** Stands before each row's raw text; null in a workbook of one sheet. */
  label: string | null;
  /** Takes each row that has something in it. */
  take(record: SourceRecord): void;
  /** Whether no more rows are needed. */
  isOver(): boolean;
};

/** The row number of Excel's last row, and how many rows a sheet can have. */
const LAST_ROW = 1_048_576;

const REPEATED: CellFault = { code: 'cell.repeated', message: 'is there twice; the second is left out.' };

/**
 * Reads the rows of a sheet (ECMA-376 part 1, section 18.3.1.73). A merged range has its value in its first cell, and the
 * others are empty; what is hidden (a row, a column, a value under a merged cell) is read like the rest, and said of rows
 * and values. False when the sheet is not in the file.
 */
export function readSheet(
  part: string,
  reading: SheetReading,
  parts: Package,
  problems: ProblemReporter,
): boolean {
  const rows = new SheetRows(reading, parts, problems);
  const found = readPart(
    part,
    {
      elements: ['row', 'mergeCell'],
      within: ['c', 'v', 'f', 'is', 't', 'r'],
      take: (node, parent) => {
        if (node.name === 'mergeCell') rows.merge(node.attributes.ref ?? '');
        else if (parent === 'sheetData') rows.take(node);
      },
      line: () => rows.line,
      isOver: () => reading.isOver() || rows.isFull,
    },
    parts,
    problems,
  );
  rows.end();
  return found;
}

class SheetRows {
  readonly #reading: SheetReading;
  readonly #parts: Package;
  readonly #problems: ProblemReporter;
  #row = 0;
  #count = 0;
  #hidden = 0;
  /** Cells that refer to shared strings, where the workbook has none. */
  #lacking = 0;
  readonly #merged = new MergedCells();

  constructor(reading: SheetReading, parts: Package, problems: ProblemReporter) {
    this.#reading = reading;
    this.#parts = parts;
    this.#problems = problems;
  }

  /** The row that was read last; null before the first. */
  get line(): number | null {
    return this.#row === 0 ? null : this.#row;
  }

  /** Whether more rows have come than a sheet can have. */
  get isFull(): boolean {
    return this.#count > LAST_ROW;
  }

  take(row: XmlNode): void {
    this.#count++;
    if (this.isFull) return;
    const given = Number(row.attributes.r);
    this.#row = Number.isInteger(given) && given > 0 && given <= LAST_ROW ? given : this.#row + 1;
    if (row.first === null) return;
    const cells: string[] = [];
    const numbers: number[] = [];
    let column = -1;
    let beyond = 0;
    for (let cell: XmlNode | null = row.first; cell !== null; cell = cell.next) {
      if (cell.name !== 'c') continue;
      const { r: reference, t: type } = cell.attributes;
      column = (reference === undefined ? null : columnOf(reference)) ?? column + 1;
      const value = readCell(cell, this.#reading);
      if ('code' in value) {
        this.#fault(column, value);
        continue;
      }
      if (type === 's') {
        if (this.#reading.strings === null) this.#lacking++;
        this.#parts.addGiven(value.text.length);
      }
      if (value.text === '') continue;
      if (column >= LIMITS.fieldsPerRecord) beyond++;
      else if (cells[column]) this.#fault(column, REPEATED);
      else {
        while (cells.length < column) cells.push('');
        cells[column] = value.text;
        this.#merged.fill(this.#row, column);
        if (value.isNumber) numbers.push(column);
      }
    }
    if (cells.length === 0 && beyond === 0) return;
    if (isOn(row.attributes.hidden)) this.#hidden++;
    this.#give(cells, numbers, beyond > 0);
  }

  merge(range: string): void {
    this.#merged.merge(range);
  }

  end(): void {
    if (this.isFull)
      this.#problems.error(
        this.#row,
        'limit.rows',
        `The sheet has more than ${LAST_ROW} rows, which is more than Excel can show; the rest is not read.`,
      );
    if (this.#lacking > 0) {
      const cells = this.#lacking === 1 ? '1 cell is' : `${this.#lacking} cells are`;
      const message = `${cells} empty: the texts that all sheets share are not in the workbook.`;
      this.#problems.error(null, 'workbook.stringsMissing', message);
    }
    const { hiddenRows } = this.#merged;
    if (hiddenRows > 0) {
      const rows = hiddenRows === 1 ? 'A row has' : `${hiddenRows} rows have`;
      const message = `${rows} values under merged cells, where Excel does not show them; they were read like the others.`;
      this.#problems.warn(null, 'cells.merged', message);
    }
    if (this.#hidden > 0) {
      const rows = this.#hidden === 1 ? 'A row is' : `${this.#hidden} rows are`;
      this.#problems.warn(null, 'rows.hidden', `${rows} hidden in the sheet, and read like the others.`);
    }
  }

  #fault(column: number, { code, message }: CellFault): void {
    this.#problems.error(this.#row, code, `Cell ${nameOf(column)}${this.#row} ${message}`);
  }

  #give(cells: string[], numbers: number[], isTooWide: boolean): void {
    const { label, take } = this.#reading;
    const text = cells.map(oneLine).join('\t');
    const raw = label === null ? text : `${label}: ${text}`;
    if (isTooWide) {
      const message = `The row has values beyond its first ${LIMITS.fieldsPerRecord} columns.`;
      this.#problems.error(this.#row, 'fields.tooMany', message, raw);
    } else if (raw.length > LIMITS.recordBytes) {
      const message = `The row is longer than ${LIMITS.recordBytes} characters.`;
      this.#problems.error(this.#row, 'record.tooLong', message, raw);
    } else if (numbers.length > 0) take({ cells, line: this.#row, raw, numbers });
    else take({ cells, line: this.#row, raw });
  }
}

const BREAK = /[\t\r\n]/;
const oneLine = (text: string) => (BREAK.test(text) ? text.replace(/[\t\r\n]+/g, ' ') : text);
