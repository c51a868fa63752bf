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

const CODES = ['01', '02', '03', '16', '49', '88', '98', '99'];
/** How nearly every record begins with its code, and how it may. */
const BEGINNINGS = new Map(CODES.map((code) => [`${code},`, code]));
const CODE = new RegExp(`^\\s*(${CODES.join('|')})\\s*(?:,|(?=/)|$)`);
const HIGH = /[\u0080-\u00ff]/;

class Bai2Reader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #hierarchy: Hierarchy;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter: RecordSplitter;
  /** Serves for all records of the file, one after the other. */
  readonly #record = new LogicalRecord();
  #isOpen = false;

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
    let code = BEGINNINGS.get(text.slice(0, 3));
    let start = 3;
    if (code === undefined) {
      const match = CODE.exec(text);
      code = match?.[1];
      start = match?.[0].length ?? 0;
    }
    if (code === undefined && !this.#isText()) this.#unknown(line, text);
    else if (code === '88' && !this.#isOpen) this.#hierarchy.misplaced(line, text);
    else {
      if (code !== undefined && code !== '88') {
        this.#flush();
        this.#record.begin(code, line);
        this.#isOpen = true;
      }
      this.#record.add(text, start, full, code !== undefined);
      if (overlong) this.#record.overlong = true;
      this.#record.cut = last && !this.#record.isEnded;
    }
  }

  /** Whether a line without a code goes on with a text, which a line break of its own has cut. */
  #isText(): boolean {
    return this.#isOpen && this.#record.code === '16' && !this.#record.isEnded;
  }

  #unknown(line: number, text: string): void {
    this.#flush();
    const message = 'This is no record of BAI2: it does not begin with a record code.';
    this.#problems.error(line, 'record.unknown', message, this.#decode(text));
  }

  /** The open record is complete. */
  #flush(): void {
    if (this.#isOpen) this.#hierarchy.record(this.#record);
    this.#isOpen = false;
  }

  #decode(latin1: string): string {
    return !this.#splitter.isAscii && HIGH.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }
}
