import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { TableReader } from '../table/reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { chooseDelimiter } from './delimiter.ts';
import { type RawRecord, RecordSplitter } from './records.ts';

/** Reads CSV exports of banks: the text is split into records, which are read as a table. */
export function createCsvReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new CsvReader(sink, options, head);
}

const NON_ASCII = /[\u0080-\u00ff]/;

class CsvReader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter: RecordSplitter;
  readonly #table: TableReader;
  #isFirst = true;
  #droppedNul = false;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    const mapping = options.table ?? {};
    this.#problems = new ProblemReporter(sink);
    this.#table = new TableReader(sink, this.#problems, mapping);
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
    const delimiter = mapping.delimiter ?? chooseDelimiter(head.text, head.complete)?.delimiter ?? ';';
    this.#splitter = new RecordSplitter(delimiter, this);
  }

  write(chunk: Uint8Array): void {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (text.includes('\u0000') || text.includes('\u001a')) {
      if (text.includes('\u0000')) this.#droppedNul = true;
      text = text.replaceAll('\u0000', '').replaceAll('\u001a', '');
    }
    this.#splitter.write(text);
  }

  end(): FileSummary {
    this.#splitter.end();
    this.#table.end();
    if (this.#droppedNul) this.#problems.nulBytes();
    return { format: 'csv', formatVersion: null, encoding: this.#declaredEncoding ?? this.#decoder.encoding };
  }

  broken(code: string, message: string, line: number, raw: string): void {
    this.#problems.error(line, code, message, this.#text(raw));
  }

  record({ cells, line, raw }: RawRecord): void {
    const first = this.#isFirst;
    this.#isFirst = false;
    if (first && /^sep=.$/.test(raw)) return;
    this.#table.take(
      NON_ASCII.test(raw)
        ? { cells: cells.map((cell) => this.#text(cell)), line, raw: this.#text(raw) }
        : { cells, line, raw },
    );
  }

  #text(latin1: string): string {
    return NON_ASCII.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }
}
