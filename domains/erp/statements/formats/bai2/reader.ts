import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { Hierarchy } from './hierarchy.ts';
import { layoutOf } from './layout.ts';
import { LogicalRecord } from './logical-record.ts';
import { type PhysicalRecord, RecordSplitter } from './physical-records.ts';

/**
 * Reads BAI2 (BAI, Cash Management Balance Reporting Specifications, Version 2; ASC X9). An account (03 to 49) is a
 * statement; its rows go to the sink as they come, and kept are the open record, account, group and file.
 */
export function createBai2Reader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new Bai2Reader(sink, options, head);
}

const CODE = /^\s*(01|02|03|16|49|88|98|99)\s*(?:,|(?=\/)|$)/;
const HIGH = /[\u0080-\u00ff]/;

class Bai2Reader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #hierarchy: Hierarchy;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter: RecordSplitter;
  #record: LogicalRecord | null = null;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
    this.#hierarchy = new Hierarchy(sink, this.#problems, (latin1) => this.#decode(latin1));
    this.#splitter = new RecordSplitter(layoutOf(head.text), (record) => this.#physical(record));
  }

  write(chunk: Uint8Array): void {
    this.#splitter.write(chunk);
  }

  end(): FileSummary {
    this.#splitter.end();
    this.#flush();
    this.#hierarchy.end();
    if (this.#splitter.hasNul) this.#problems.nulBytes();
    return {
      format: 'bai2',
      formatVersion: this.#hierarchy.version,
      encoding: this.#declaredEncoding ?? this.#decoder.encoding,
    };
  }

  #physical(physical: PhysicalRecord): void {
    const { text, line, full, last, overlong } = physical;
    const match = CODE.exec(text);
    const code = match?.[1];
    if (code === undefined && !this.#isText()) this.#unknown(line, text);
    else if (code === '88' && this.#record === null) this.#hierarchy.misplaced(line, text);
    else {
      if (code !== undefined && code !== '88') {
        this.#flush();
        this.#record = new LogicalRecord(code, line);
      }
      const record = this.#record as LogicalRecord;
      record.add(text, text.slice(match?.[0].length ?? 0), full, code !== undefined);
      record.overlong ||= overlong;
      record.cut = last && !record.isEnded;
    }
  }

  /** Whether a line without a code goes on with a text, which a line break of its own has cut. */
  #isText(): boolean {
    return this.#record?.code === '16' && !this.#record.isEnded;
  }

  #unknown(line: number, text: string): void {
    this.#flush();
    const message = 'This is no record of BAI2: it does not begin with a record code.';
    this.#problems.error(line, 'record.unknown', message, this.#decode(text));
  }

  /** The open record is complete. */
  #flush(): void {
    const record = this.#record;
    this.#record = null;
    if (record) this.#hierarchy.record(record);
  }

  #decode(latin1: string): string {
    return HIGH.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }
}
