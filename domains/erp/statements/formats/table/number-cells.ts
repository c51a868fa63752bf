import type { SourceRecord } from './columns.ts';

/** The record without the cells that a spreadsheet holds as numbers: they do not tell how its texts are written. */
export function withoutNumbers(record: SourceRecord): SourceRecord {
  const { cells, numbers } = record;
  if (!numbers) return record;
  return { ...record, cells: cells.map((cell, column) => (numbers.includes(column) ? '' : cell)) };
}

/** The record with its number cells written as the texts of the table are. */
export function withDecimalSign(record: SourceRecord, decimalSign: '.' | ','): SourceRecord {
  const { cells, numbers } = record;
  if (!numbers || decimalSign === '.') return record;
  return {
    ...record,
    cells: cells.map((cell, column) => (numbers.includes(column) ? cell.replace('.', ',') : cell)),
  };
}
