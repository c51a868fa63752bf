import { LIMITS } from '../reader.ts';

export const QUOTE = '"';
export const NEWLINE = '\n';
export const RETURN = '\r';

const QUOTE_CODE = 34;
const FEED_CODE = 10;
const RETURN_CODE = 13;
const SPACE_CODE = 32;

/** A record with quotes: its cells, where it ends, whether all its quotes are in their places, and its cells trimmed. */
export type QuotedRecord = { cells: string[]; end: number; isSound: boolean; isTrimmed: boolean };

/** What is known of the cell that is read: whether pairs of quotes stand in it for quotes. */
type Reading = QuotedRecord & { hasPairs: boolean };

/**
 * Reads the record at `start` (RFC 4180, section 2). As most readers do, it takes a quote inside a quoted cell that no
 * delimiter follows for a part of the text. Null when the text ends within a quoted cell, or before the line does and is not
 * `final`.
 */
export function readQuotedRecord(
  text: string,
  start: number,
  delimiter: string,
  final: boolean,
): QuotedRecord | null {
  const cells: string[] = [];
  const record: Reading = { cells, end: 0, isSound: true, isTrimmed: true, hasPairs: false };
  const delimiterCode = delimiter.charCodeAt(0);
  let at = start;
  let lineEnd = endOfLine(text, at);
  for (;;) {
    if (text.charCodeAt(at) === QUOTE_CODE) {
      const close = closingQuote(text, at + 1, delimiterCode, record);
      if (close < 0) return null;
      const inside = text.slice(at + 1, close);
      if (hasOuterBlank(text, at + 1, close)) record.isTrimmed = false;
      cells.push(record.hasPairs ? inside.replaceAll('""', QUOTE) : inside);
      at = afterBlanks(text, close + 1);
      if (at > lineEnd) lineEnd = endOfLine(text, at);
      if (at >= lineEnd) break;
      at++;
    } else {
      const rest = text.slice(at, lineEnd);
      const length = rest.indexOf(delimiter);
      cells.push(length < 0 ? rest : rest.slice(0, length));
      if (hasOuterBlank(text, at, length < 0 ? lineEnd : at + length)) record.isTrimmed = false;
      if (length < 0) break;
      at += length + 1;
    }
  }
  // What comes next may belong to it, be it the second quote of a pair.
  if (lineEnd >= text.length && !final) return null;
  record.end = lineEnd;
  return record;
}

/** The first quote that a delimiter or a line end follows, pairs aside; −1 where none is in reach. */
function closingQuote(text: string, start: number, delimiterCode: number, record: Reading): number {
  record.hasPairs = false;
  let at = text.indexOf(QUOTE, start);
  while (at >= 0 && at - start <= LIMITS.recordBytes) {
    const next = text.charCodeAt(at + 1);
    if (next === delimiterCode || endsLine(text, at + 1)) return at;
    if (next === QUOTE_CODE) {
      record.hasPairs = true;
      at = text.indexOf(QUOTE, at + 2);
    } else {
      const behind = afterBlanks(text, at + 1);
      if (text.charCodeAt(behind) === delimiterCode || endsLine(text, behind)) return at;
      record.isSound = false;
      at = text.indexOf(QUOTE, at + 1);
    }
  }
  return -1;
}

function endsLine(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === FEED_CODE || (code === RETURN_CODE && text.charCodeAt(at + 1) === FEED_CODE);
}

/** Where the line at `at` ends: before its line feed, and the carriage return in front of that. */
function endOfLine(text: string, at: number): number {
  const found = text.indexOf(NEWLINE, at);
  if (found < 0) return text.length;
  return found > at && text.charCodeAt(found - 1) === RETURN_CODE ? found - 1 : found;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE_CODE) at++;
  return at;
}

/** Whether the cell from `start` to `end` has a space at one of its ends; where it is empty, perhaps what is around it. */
export function hasOuterBlank(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start) === SPACE_CODE || text.charCodeAt(end - 1) === SPACE_CODE;
}
