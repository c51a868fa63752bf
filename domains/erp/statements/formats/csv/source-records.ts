import type { ProblemReporter } from '../problems.ts';
import type { FileHead, ReaderOptions } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { chooseDelimiter } from './delimiter.ts';
import { encodingByHeader } from './header-encoding.ts';
import { type RawRecord, RecordSplitter } from './records.ts';

const NON_ASCII = /[\u0080-\u00ff]/;

/** Turns the bytes of a CSV file into records of text; what cannot be taken apart it says to `problems`. */
export class SourceRecords {
  readonly delimiter: string;
  readonly #take: (record: SourceRecord) => void;
  readonly #problems: ProblemReporter;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
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
    this.#declaredEncoding = head.encoding;
    this.delimiter = options.table?.delimiter ?? chooseDelimiter(head.text, head.complete)?.delimiter ?? ';';
    this.#decoder = decoderOf(head, this.delimiter, options.encoding);
    this.#splitter = new RecordSplitter(this.delimiter, this);
  }

  /** Known for certain once all records have come. */
  get encoding(): string {
    return this.#declaredEncoding ?? this.#decoder.encoding;
  }

  write(chunk: Uint8Array): void {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (text.includes('\u0000') || text.includes('\u001a')) {
      if (text.includes('\u0000')) this.#droppedNul = true;
      text = text.replaceAll('\u0000', '').replaceAll('\u001a', '');
    }
    this.#splitter.write(text);
  }

  end(): void {
    this.#splitter.end();
    if (this.#droppedNul) this.#problems.nulBytes();
  }

  broken(code: string, message: string, line: number, raw: string): void {
    this.#problems.error(line, code, message, this.#text(raw));
  }

  record({ cells, line, raw }: RawRecord): void {
    const first = this.#isFirst;
    this.#isFirst = false;
    if (first && /^sep=.$/.test(raw)) return;
    this.#take(
      NON_ASCII.test(raw)
        ? { cells: cells.map((cell) => this.#text(cell)), line, raw: this.#text(raw) }
        : { cells, line, raw },
    );
  }

  #text(latin1: string): string {
    return NON_ASCII.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }
}

function decoderOf(head: FileHead, delimiter: string, forced: string | undefined): PieceDecoder {
  if (forced !== undefined) return new PieceDecoder(forced);
  if (head.encoding !== null) return new PieceDecoder('utf-8');
  const byHeader = encodingByHeader(head.text, delimiter);
  const decoder = byHeader === null ? new PieceDecoder() : new PieceDecoder(null, [byHeader]);
  decoder.prime(head.text);
  return decoder;
}
