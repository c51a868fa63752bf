import type { StatementProblem } from '../../parsed-statement.ts';
import { ProblemReporter } from '../problems.ts';
import { type FileHead, LIMITS, type ReaderOptions } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import { previewTable, type TablePreview } from '../table/preview.ts';
import { startOfFile } from '../unicode.ts';
import { SourceRecords } from './source-records.ts';

/** So many records are shown, and decide what is recognised. */
const RECORDS = 200;

/** How a CSV file would be read, and its first records side by side with their source text. */
export type CsvPreview = {
  delimiter: string;
  encoding: string;
  records: readonly SourceRecord[];
  table: TablePreview;
  /** Lines among the first that cannot be taken apart. */
  problems: readonly StatementProblem[];
};

/**
 * What the reader makes of the beginning of a CSV file (its first 64 KB are enough) under `options`, which hold what a person
 * has chosen so far. Reads no rows. `complete`: whether the bytes are the whole file; else their last line is left out.
 */
export function previewCsv(bytes: Uint8Array, options: ReaderOptions = {}, complete = false): CsvPreview {
  const start = startOfFile(bytes.subarray(0, LIMITS.headBytes));
  const isWhole = complete && bytes.length <= LIMITS.headBytes;
  const text = Buffer.from(start.bytes).toString('latin1');
  const head: FileHead = { bytes: start.bytes, text, encoding: start.encoding, complete: isWhole };
  const records: SourceRecord[] = [];
  const problems: StatementProblem[] = [];
  const reporter = new ProblemReporter({
    statement: () => {},
    row: () => {},
    statementEnd: () => {},
    problem: (problem) => problems.push(problem),
  });
  const source = new SourceRecords(head, options, reporter, (record) => {
    if (records.length < RECORDS) records.push(record);
  });
  source.write(isWhole ? start.bytes : upToLastLineEnd(start.bytes));
  source.end();
  return {
    delimiter: source.delimiter,
    encoding: source.encoding,
    records,
    table: previewTable(records, options.table ?? {}),
    problems,
  };
}

/** A line that the end of the bytes cuts is not shown, unless it is the only one. */
function upToLastLineEnd(bytes: Uint8Array): Uint8Array {
  const last = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
  return last < 0 ? bytes : bytes.subarray(0, last + 1);
}
