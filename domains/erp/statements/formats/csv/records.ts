import { LIMITS } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import { hasRareBlanks, NextPlace, placeOf } from './next-place.ts';
import { hasOuterBlank, NEWLINE, QUOTE, RETURN, readQuotedRecord } from './quoted-record.ts';

export type RecordHandler = {
  record(record: SourceRecord): void;
  /** A record that cannot be taken apart. */
  broken(code: string, message: string, line: number, raw: string): void;
};

/** A record that is not complete waits until about so much more text has come. */
const BLOCK = 65_536;
/** A cell with more line breaks than this has a quote that never closes. */
const MAX_LINES = 50;
/** After so many broken quotes the file does not use them as quotes. */
const MAX_BROKEN_QUOTES = 100;

/** Instead of the place where the next record begins. */
const WAIT = -1;
const NORMALISE = -2;

/** Splits CSV text into records, whatever its line ends; a quote that never closes costs one line, not the file. */
export class RecordSplitter {
  readonly #delimiter: string;
  readonly #handler: RecordHandler;
  #text = '';
  #line = 1;
  #heldReturn = false;
  /** Whether lines of the text may end in more than a line feed. */
  #hasReturns = false;
  #brokenQuotes = 0;
  #wanted = 0;
  readonly #quotes = new NextPlace(QUOTE);
  readonly #returns = new NextPlace(RETURN);
  readonly #doubleBlanks = new NextPlace('  ');
  /** Where the delimiter stands next, at the length of the text where it does not. */
  #delimiterAt = 0;
  #hasRareBlanks = false;
  /** Of the line without quotes that was taken apart last: no cell has a blank at an end. */
  #isTrimmed = false;

  constructor(delimiter: string, handler: RecordHandler) {
    this.#delimiter = delimiter;
    this.#handler = handler;
  }

  write(given: string): void {
    let text = this.#heldReturn ? `\r${given}` : given;
    this.#heldReturn = text.endsWith(RETURN);
    if (this.#heldReturn) text = text.slice(0, -1);
    this.#text = this.#text === '' ? text : this.#text + text;
    if (this.#text.length >= this.#wanted) this.#parse(false);
  }

  /** A line that is longer than a record may be; `raw` is its beginning. It is not in the text. */
  longLine(raw: string): void {
    this.end();
    const message = `The line is longer than ${LIMITS.recordBytes} bytes.`;
    this.#handler.broken('record.tooLong', message, this.#line, raw);
  }

  end(): void {
    if (this.#heldReturn) this.#text += NEWLINE;
    this.#heldReturn = false;
    this.#parse(true);
  }

  /** Hands on all records that are complete; what remains waits for more. */
  #parse(final: boolean): void {
    let at = 0;
    this.#look();
    this.#hasReturns = this.#text.includes(RETURN);
    this.#hasRareBlanks = hasRareBlanks(this.#text);
    while (at < this.#text.length) {
      const next = this.#parseRecord(this.#text, at, final);
      if (next === WAIT) break;
      at = next === NORMALISE ? this.#normalise(at) : next;
    }
    const isWaiting = at < this.#text.length;
    this.#text = isWaiting ? this.#text.slice(at) : '';
    this.#wanted = isWaiting ? this.#text.length + BLOCK : 0;
  }

  /** Reads the record at `at`. Where the next one begins, or what to do before. */
  #parseRecord(text: string, at: number, final: boolean): number {
    const found = text.indexOf(NEWLINE, at);
    const feed = found < 0 ? text.length : found;
    const lineEnd = this.#hasReturns && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
    if (this.#hasReturns && this.#returns.from(at) < lineEnd) return NORMALISE;
    if (found < 0 && !final) return WAIT;
    if (lineEnd > at) {
      if (this.#brokenQuotes < MAX_BROKEN_QUOTES && this.#quotes.from(at) < lineEnd)
        return this.#parseQuoted(text, at, lineEnd, final);
      const raw = text.slice(at, lineEnd);
      const cells = this.#cells(text, at, lineEnd);
      this.#emit(cells, raw, this.#isTrimmed && this.#isTidy(at, lineEnd));
    }
    this.#line++;
    return feed + 1;
  }

  #parseQuoted(text: string, at: number, lineEnd: number, final: boolean): number {
    const record = readQuotedRecord(text, at, this.#delimiter, final);
    const isOneLine = record !== null && record.end === lineEnd;
    // A record over several lines is kept with line feeds.
    if (!isOneLine && this.#hasReturns) return NORMALISE;
    if (record === null) {
      const mayClose = text.length - at <= LIMITS.recordBytes && !hasManyLines(text, at, text.length);
      return mayClose && !final ? WAIT : this.#brokenQuote(text, at, lineEnd);
    }
    const { cells, end, isSound, isTrimmed } = record;
    const isTooMuch = end - at > LIMITS.recordBytes || (!isOneLine && hasManyLines(text, at, end));
    if (!isOneLine && (isTooMuch || !isSound)) return this.#brokenQuote(text, at, lineEnd);
    const raw = text.slice(at, end);
    this.#emit(cells, raw, isOneLine && isTrimmed && this.#isTidy(at, end));
    this.#line += isOneLine ? 1 : breaksIn(raw) + 1;
    return behind(text, end);
  }

  /** The cells of a line without quotes; a search for each delimiter is faster than to split the line. */
  #cells(text: string, start: number, lineEnd: number): string[] {
    const cells: string[] = [];
    let at = start;
    let next = this.#delimiterAt < at ? placeOf(this.#delimiter, text, at) : this.#delimiterAt;
    let isTrimmed = true;
    while (next < lineEnd) {
      cells.push(text.slice(at, next));
      isTrimmed &&= !hasOuterBlank(text, at, next);
      at = next + 1;
      next = placeOf(this.#delimiter, text, at);
    }
    cells.push(text.slice(at, lineEnd));
    this.#isTrimmed = isTrimmed && !hasOuterBlank(text, at, lineEnd);
    this.#delimiterAt = next;
    return cells;
  }

  /** Gives what is left of the text line feeds for line ends. Where it begins. */
  #normalise(at: number): number {
    this.#text = this.#text.slice(at).replace(/\r\n?/g, NEWLINE);
    this.#hasReturns = false;
    this.#look();
    return 0;
  }

  /** Begins to look for what stands where in the text, which is another than before. */
  #look(): void {
    this.#quotes.in(this.#text);
    this.#returns.in(this.#text);
    this.#doubleBlanks.in(this.#text);
    this.#delimiterAt = -1;
  }

  /** Gives up the line at `at`, whose quote does not close, and goes on after it. */
  #brokenQuote(text: string, at: number, lineEnd: number): number {
    const message = 'A quotation mark in this line is never closed.';
    this.#handler.broken('quote.unclosed', message, this.#line, text.slice(at, lineEnd));
    this.#line++;
    this.#brokenQuotes++;
    return behind(text, lineEnd);
  }

  /** Whether a line has no blanks other than single spaces. */
  #isTidy(at: number, lineEnd: number): boolean {
    return !this.#hasRareBlanks && this.#doubleBlanks.from(at) >= lineEnd;
  }

  #emit(cells: string[], raw: string, isTidy: boolean): void {
    if (cells.length <= LIMITS.fieldsPerRecord) {
      this.#handler.record({ cells, line: this.#line, raw, isTidy });
      return;
    }
    const message = `The line has more than ${LIMITS.fieldsPerRecord} columns.`;
    this.#handler.broken('fields.tooMany', message, this.#line, raw);
  }
}

/** Where the line begins that follows the one that ends at `end`. */
function behind(text: string, end: number): number {
  return text.charCodeAt(end) === 13 ? end + 2 : end + 1;
}

function hasManyLines(text: string, start: number, end: number): boolean {
  let at = start;
  for (let lines = 0; lines <= MAX_LINES; lines++) {
    at = text.indexOf(NEWLINE, at) + 1;
    if (at === 0 || at > end) return false;
  }
  return true;
}

function breaksIn(raw: string): number {
  let breaks = 0;
  for (let at = raw.indexOf(NEWLINE); at >= 0; at = raw.indexOf(NEWLINE, at + 1)) breaks++;
  return breaks;
}
