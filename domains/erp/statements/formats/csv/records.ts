import { LIMITS } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';

export type RecordHandler = {
  record(record: SourceRecord): void;
  /** A record that cannot be taken apart. */
  broken(code: string, message: string, line: number, raw: string): void;
};

/** Text is taken apart in blocks of about this size. */
const BLOCK = 65_536;
/** A cell with more line breaks than this has a quote that never closes. */
const MAX_LINES = 50;
/** After so many broken quotes the file does not use them as quotes. */
const MAX_BROKEN_QUOTES = 100;

const QUOTE = '"';
const NEWLINE = '\n';

/**
 * Splits CSV text (RFC 4180) into records, whatever its line ends; a quote that never closes costs one line, not the file. As
 * most readers do, it takes a quote inside a quoted cell that no delimiter follows for a part of the text.
 */
export class RecordSplitter {
  readonly #delimiter: string;
  readonly #handler: RecordHandler;
  #text = '';
  #line = 1;
  #heldReturn = false;
  #brokenQuotes = 0;
  /** Wait for this much text before trying again. */
  #wanted = BLOCK;
  /** Where in the text the next quote stands, at its length where none does. */
  #quoteAt = 0;
  /** Where the record that `#quoted` read ends, and whether all its quotes are in their places. */
  #end = 0;
  #isSound = true;

  constructor(delimiter: string, handler: RecordHandler) {
    this.#delimiter = delimiter;
    this.#handler = handler;
  }

  write(given: string): void {
    let text = this.#heldReturn ? `\r${given}` : given;
    this.#heldReturn = text.endsWith('\r');
    if (this.#heldReturn) text = text.slice(0, -1);
    this.#text += text.includes('\r') ? text.replace(/\r\n?/g, NEWLINE) : text;
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
    const text = this.#text;
    let at = 0;
    this.#quoteAt = -1;
    while (at < text.length) {
      const found = text.indexOf(NEWLINE, at);
      if (found < 0 && !final) break;
      const lineEnd = found < 0 ? text.length : found;
      if (lineEnd === at) {
        this.#line++;
        at++;
        continue;
      }
      if (!this.#hasQuote(text, at, lineEnd)) {
        const raw = text.slice(at, lineEnd);
        this.#emit(raw.split(this.#delimiter), raw);
        this.#line++;
        at = lineEnd + 1;
        continue;
      }
      const next = this.#parseQuoted(text, at, lineEnd, final);
      if (next < 0) break;
      at = next;
    }
    this.#text = at >= text.length ? '' : text.slice(at);
    this.#wanted = this.#text.length + BLOCK;
  }

  #hasQuote(text: string, at: number, lineEnd: number): boolean {
    if (this.#brokenQuotes >= MAX_BROKEN_QUOTES) return false;
    if (this.#quoteAt < at) {
      const found = text.indexOf(QUOTE, at);
      this.#quoteAt = found < 0 ? text.length : found;
    }
    return this.#quoteAt < lineEnd;
  }

  /** Reads the record at `at`, whose first line has a quote. Where the next one begins, or −1 to wait for more text. */
  #parseQuoted(text: string, at: number, lineEnd: number, final: boolean): number {
    const cells = this.#quoted(text, at, final);
    if (cells === null) {
      if (!final && text.length - at <= LIMITS.recordBytes && !hasManyLines(text, at, text.length)) return -1;
      return this.#brokenQuote(text, at, lineEnd);
    }
    const end = this.#end;
    if (end > lineEnd) {
      const isTooMuch = end - at > LIMITS.recordBytes || hasManyLines(text, at, end);
      if (isTooMuch || !this.#isSound) return this.#brokenQuote(text, at, lineEnd);
    }
    const raw = text.slice(at, end);
    this.#emit(cells, raw);
    this.#line += end > lineEnd ? breaksIn(raw) + 1 : 1;
    return end + 1;
  }

  /** The cells of the record at `start`; null when the text ends within a quoted cell, or may be cut there. */
  #quoted(text: string, start: number, final: boolean): string[] | null {
    const delimiter = this.#delimiter;
    const cells: string[] = [];
    let at = start;
    let lineEnd = endOfLine(text, at);
    this.#isSound = true;
    for (;;) {
      if (text.charAt(at) === QUOTE) {
        const close = this.#closingQuote(text, at + 1);
        if (close < 0) return null;
        const inside = text.slice(at + 1, close);
        cells.push(inside.includes(QUOTE) ? inside.replaceAll('""', QUOTE) : inside);
        at = afterBlanks(text, close + 1);
        if (at > lineEnd) lineEnd = endOfLine(text, at);
        if (at >= lineEnd) break;
        at++;
      } else {
        const next = text.indexOf(delimiter, at);
        if (next < 0 || next >= lineEnd) {
          cells.push(text.slice(at, lineEnd));
          break;
        }
        cells.push(text.slice(at, next));
        at = next + 1;
      }
    }
    // What comes next may belong to it, be it the second quote of a pair.
    if (lineEnd >= text.length && !final) return null;
    this.#end = lineEnd;
    return cells;
  }

  /** The quote that ends the cell: the first that a delimiter or a line end follows, pairs aside; −1 where none is in reach. */
  #closingQuote(text: string, start: number): number {
    let at = text.indexOf(QUOTE, start);
    while (at >= 0 && at - start <= LIMITS.recordBytes) {
      const next = text.charAt(at + 1);
      if (next === this.#delimiter || next === NEWLINE || next === '') return at;
      if (next === QUOTE) at = text.indexOf(QUOTE, at + 2);
      else {
        const behind = text.charAt(afterBlanks(text, at + 1));
        if (behind === this.#delimiter || behind === NEWLINE || behind === '') return at;
        this.#isSound = false;
        at = text.indexOf(QUOTE, at + 1);
      }
    }
    return -1;
  }

  /** Gives up the line at `at`, whose quote does not close, and goes on after it. */
  #brokenQuote(text: string, at: number, lineEnd: number): number {
    const message = 'A quotation mark in this line is never closed.';
    this.#handler.broken('quote.unclosed', message, this.#line, text.slice(at, lineEnd));
    this.#line++;
    this.#brokenQuotes++;
    return lineEnd + 1;
  }

  #emit(cells: string[], raw: string): void {
    if (cells.length <= LIMITS.fieldsPerRecord) {
      this.#handler.record({ cells, line: this.#line, raw });
      return;
    }
    const message = `The line has more than ${LIMITS.fieldsPerRecord} columns.`;
    this.#handler.broken('fields.tooMany', message, this.#line, raw);
  }
}

function endOfLine(text: string, at: number): number {
  const found = text.indexOf(NEWLINE, at);
  return found < 0 ? text.length : found;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 32) at++;
  return at;
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
