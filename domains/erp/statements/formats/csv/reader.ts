import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { TableReader } from '../table/reader.ts';
import { SourceRecords } from './source-records.ts';

/** Reads CSV exports of banks: the bytes are split into records, which are read as a table. */
export function createCsvReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  const problems = new ProblemReporter(sink);
  const table = new TableReader(sink, problems, options.table ?? {});
  const records = new SourceRecords(head, options, problems, (record) => table.take(record));
  return {
    write: (chunk) => records.write(chunk),
    end: (): FileSummary => {
      records.end();
      table.end();
      return { format: 'csv', formatVersion: null, encoding: records.encoding };
    },
  };
}
