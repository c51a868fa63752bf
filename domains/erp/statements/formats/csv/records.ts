import Papa from 'papaparse';
import { LIMITS } from '../reader.ts';

/** One record: its cells (Latin-1, one character per byte), its first line, and its source text. */
export type RawRecord = { cells: string[]; line: number; raw: string };

export type RecordHandler = {
  record(record: RawRecord): void;
  /** A record that cannot be taken apart. */
  broken(code: string, message: string, line: number, raw: string): void;
};

/** Records are handed to the tokeniser in blocks of about this size. */
const BLOCK = 131_072;
/** A cell with more line breaks than this has a quote that never closes. */
const MAX_LINES = 50;
/** After so many broken quotes the file does not use them as quotes. */
const MAX_BROKEN_QUOTES = 100;
const NO_QUOTE = '\u0000';

/** Splits CSV text into records, whatever its line ends; a quote that never closes costs one line, not the file. */
export class RecordSplitter {
  readonly #delimiter: string;
  readonly #handler: RecordHandler;
  #text = '';
  #line = 1;
  #heldReturn = false;
  #brokenQuotes = 0;
  #quote = '"';
  #skipping = false;
  /** Wait for this much text before trying again. */
  #wanted = BLOCK;

  constructor(delimiter: string, handler: RecordHandler) {
    this.#delimiter = delimiter;
    this.#handler = handler;
  }

  write(latin1: string): void {
    let text = this.#heldReturn ? `\r${latin1}` : latin1;
    this.#heldReturn = text.endsWith('\r');
    if (this.#heldReturn) text = text.slice(0, -1);
    this.#text += text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (this.#text.length >= this.#wanted) this.#parse(false);
  }

  end(): void {
    if (this.#heldReturn) this.#text += '\n';
    this.#parse(true);
  }

  #parse(final: boolean): void {
    while (this.#text !== '') {
      if (this.#skipping && !this.#skipLine()) break;
      this.#skipBlankLines();
      const taken = this.#parseOnce(final);
      if (taken === 0) break;
      this.#text = this.#text.slice(taken);
    }
    this.#wanted = this.#text.length + BLOCK;
    if (!final && this.#text.length > 2 * LIMITS.recordBytes && !this.#text.includes('\n'))
      this.#dropLongLine();
  }

  /** Hands on what is complete; returns how much of the text that was, 0 when it has to wait for more. */
  #parseOnce(final: boolean): number {
    const text = this.#text;
    const config = { delimiter: this.#delimiter, newline: '\n', quoteChar: this.#quote };
    const result = new Papa.Parser(config as Papa.ParseConfig).parse(text, 0, !final) as Papa.ParseResult<
      string[]
    >;
    const badQuotes = new Set(result.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
    let at = 0;
    for (const [index, cells] of result.data.entries()) {
      if (at >= text.length) break;
      const breaks = cells.reduce((n, cell) => n + breaksIn(cell), 0);
      let end = at - 1;
      for (let i = 0; i <= breaks && end < text.length; i++) {
        const next = text.indexOf('\n', end + 1);
        end = next < 0 ? text.length : next;
      }
      const raw = text.slice(at, end);
      if (
        breaks > MAX_LINES ||
        (breaks > 0 && badQuotes.has(index)) ||
        (breaks > 0 && raw.length > LIMITS.recordBytes)
      ) {
        return this.#brokenQuote(text, at);
      }
      this.#emit(cells, raw);
      this.#line += breaks + 1;
      at = end + 1;
    }
    if (at === 0 && !final && text.length > LIMITS.recordBytes && this.#hasLongRecord(text)) {
      return this.#brokenQuote(text, 0);
    }
    return Math.min(at, text.length);
  }

  /** The first record is still open after more lines or bytes than a record may have. */
  #hasLongRecord(text: string): boolean {
    const firstLine = text.indexOf('\n');
    return firstLine >= 0 && firstLine <= LIMITS.recordBytes;
  }

  /** Gives up the line at `at`, whose quote does not close, and goes on after it. */
  #brokenQuote(text: string, at: number): number {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const raw = text.slice(at, end);
    this.#handler.broken('quote.unclosed', 'A quotation mark in this line is never closed.', this.#line, raw);
    this.#line++;
    if (++this.#brokenQuotes >= MAX_BROKEN_QUOTES) this.#quote = NO_QUOTE;
    return Math.min(end + 1, text.length);
  }

  #emit(cells: string[], raw: string): void {
    if (raw === '') return;
    if (raw.length > LIMITS.recordBytes) {
      this.#handler.broken(
        'record.tooLong',
        `The line is longer than ${LIMITS.recordBytes} bytes.`,
        this.#line,
        raw.slice(0, LIMITS.rawLength),
      );
    } else if (cells.length > LIMITS.fieldsPerRecord) {
      this.#handler.broken(
        'fields.tooMany',
        `The line has more than ${LIMITS.fieldsPerRecord} columns.`,
        this.#line,
        raw,
      );
    } else this.#handler.record({ cells, line: this.#line, raw });
  }

  /** A line without end: says so once, and lets it go until the next line begins. */
  #dropLongLine(): void {
    if (!this.#skipping) {
      this.#handler.broken(
        'record.tooLong',
        `The line is longer than ${LIMITS.recordBytes} bytes.`,
        this.#line,
        this.#text.slice(0, LIMITS.rawLength),
      );
    }
    this.#skipping = true;
    this.#text = '';
    this.#wanted = BLOCK;
  }

  #skipBlankLines(): void {
    let blank = 0;
    while (this.#text.charCodeAt(blank) === 10) blank++;
    if (blank === 0) return;
    this.#line += blank;
    this.#text = this.#text.slice(blank);
  }

  #skipLine(): boolean {
    const next = this.#text.indexOf('\n');
    this.#text = next < 0 ? '' : this.#text.slice(next + 1);
    if (next < 0) return false;
    this.#skipping = false;
    this.#line++;
    return this.#text !== '';
  }
}

function breaksIn(cell: string): number {
  let n = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) n++;
  return n;
}
