import type { StatementProblem } from '../../parsed-statement.ts';
import { Budget } from '../archive/budget.ts';
import { ZipReader } from '../archive/zip.ts';
import { ProblemReporter } from '../problems.ts';
import type { ReaderOptions } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import { previewTable, type TablePreview } from '../table/preview.ts';
import { XLSX_LIMITS } from './limits.ts';
import { Package } from './package.ts';
import { mappingOf, readSheets } from './sheets.ts';

/** So many records of each sheet are shown, and decide what is recognised. */
const RECORDS = 200;

/** How a sheet would be read, and its first records with something in them. */
export type SheetPreview = { name: string; records: readonly SourceRecord[]; table: TablePreview };

export type XlsxPreview = {
  /** The sheets that are read and have something in them, in the order of their tabs. */
  sheets: readonly SheetPreview[];
  problems: readonly StatementProblem[];
};

/**
 * What the reader makes of the beginning of each sheet under `options`, which hold what a person has chosen so far. Reads no
 * rows. `bytes` are the whole workbook: what its cells refer to may stand at its end.
 */
export function previewXlsx(bytes: Uint8Array, options: ReaderOptions = {}): XlsxPreview {
  const problems: StatementProblem[] = [];
  const reporter = new ProblemReporter({
    statement: () => {},
    row: () => {},
    statementEnd: () => {},
    problem: (problem) => problems.push(problem),
  });
  const parts = new Package(reporter, new Budget('workbook', XLSX_LIMITS), true);
  const zip = new ZipReader(parts);
  zip.write(bytes);
  zip.end();
  const sheets: SheetPreview[] = [];
  readSheets(parts, reporter, ({ name }, _, dateSystem) => {
    const records: SourceRecord[] = [];
    return {
      problems: reporter,
      take: (record) => {
        if (records.length < RECORDS) records.push(record);
      },
      isOver: () => records.length >= RECORDS,
      end: () => {
        if (records.length === 0) return;
        sheets.push({ name, records, table: previewTable(records, mappingOf(options, dateSystem)) });
      },
    };
  });
  parts.sayExcess();
  return { sheets, problems };
}
