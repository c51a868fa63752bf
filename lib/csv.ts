import { tryDecimal } from './decimal.ts';

/** A cell: text, or a number as a decimal string that a spreadsheet shall read as one. */
export type CsvCell = string | { readonly number: string } | null;

const LINE_END = '\r\n';
/** What makes a spreadsheet take a text for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n]/;

/** What makes spreadsheets read the file as UTF-8: a byte order mark, before the first line. */
export const CSV_START = '\ufeff';

/**
 * One line of a CSV file (RFC 4180), its line end included. Texts that a spreadsheet would run as a formula get an apostrophe in front;
 * numbers are written as they are. Throws a RangeError on a number that is none.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(written).join(',') + LINE_END;
}

function written(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(FORMULA.test(cell) ? `'${cell}` : cell);
  if (!tryDecimal(cell.number))
    throw new RangeError(`“${cell.number.slice(0, 60)}” is not a decimal number.`);
  return cell.number;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
