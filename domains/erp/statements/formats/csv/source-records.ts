import type { ProblemReporter } from '../problems.ts';
import type { FileHead, ReaderOptions } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import { BlockDecoder } from './block-decoder.ts';
import { chooseDelimiter } from './delimiter.ts';
import { LineBlocks } from './line-blocks.ts';
import { RecordSplitter } from './records.ts';

/** Turns the bytes of a CSV file into records of text; what cannot be taken apart it says to `problems`. */
export class SourceRecords {
  readonly delimiter: string;
  readonly #take: (record: SourceRecord) => void;
  readonly #problems: ProblemReporter;
  readonly #decoder: BlockDecoder;
  readonly #blocks: LineBlocks;
  readonly #splitter: RecordSplitter;
  #isFirst = true;
  #droppedNul = false;

  constructor(
    head: FileHead,
    options: ReaderOptions,
    problems: ProblemReporter,
    take: (record: SourceRecord) => void,
  ) {
    this.#take = take;
    this.#problems = problems;
    this.delimiter = options.table?.delimiter ?? chooseDelimiter(head.text, head.complete)?.delimiter ?? ';';
    this.#decoder = new BlockDecoder(head, this.delimiter, options.encoding);
    this.#blocks = new LineBlocks(this);
    this.#splitter = new RecordSplitter(this.delimiter, this);
  }

  /** Known for certain once all records have come. */
  get encoding(): string {
    return this.#decoder.encoding;
  }

  write(chunk: Uint8Array): void {
    this.#blocks.write(chunk.includes(0) || chunk.includes(26) ? this.#withoutMarks(chunk) : chunk);
  }

  end(): void {
    this.#blocks.end();
    this.#splitter.end();
    if (this.#droppedNul) this.#problems.nulBytes();
  }

  block(lines: Buffer): void {
    this.#splitter.write(this.#decoder.decode(lines));
  }

  longLine(start: Buffer): void {
    this.#splitter.longLine(this.#decoder.decode(upToWholeCharacter(start)));
  }

  broken(code: string, message: string, line: number, raw: string): void {
    this.#isFirst = false;
    this.#problems.error(line, code, message, raw);
  }

  record(record: SourceRecord): void {
    const isSeparatorLine = this.#isFirst && /^sep=.$/.test(record.raw);
    this.#isFirst = false;
    if (!isSeparatorLine) this.#take(record.raw.includes('="') ? withoutFormulas(record) : record);
  }

  /** Without NUL and Ctrl-Z, which mean nothing. */
  #withoutMarks(chunk: Uint8Array): Uint8Array {
    if (chunk.includes(0)) this.#droppedNul = true;
    return chunk.filter((byte) => byte !== 0 && byte !== 26);
  }
}

/** A text that is written as a formula lest Excel take it for a number: ="0012" is 0012. */
function withoutFormulas(record: SourceRecord): SourceRecord {
  const cells = record.cells.map((cell) => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell);
  return { ...record, cells };
}

/** Without the bytes at the end that may be a part of a character only. */
function upToWholeCharacter(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) > 127 && bytes.length - end < 4) end--;
  return bytes.subarray(0, end);
}
