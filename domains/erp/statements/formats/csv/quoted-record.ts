import { LIMITS } from '../reader.ts';

export const QUOTE = '"';
export const NEWLINE = '\n';
export const RETURN = '\r';

/** A record with quotes: its cells, where it ends, and whether all its quotes are in their places. */
export type QuotedRecord = { cells: string[]; end: number; isSound: boolean };

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
  const record = { cells, end: 0, isSound: true };
  let at = start;
  let lineEnd = endOfLine(text, at);
  for (;;) {
    if (text.charAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1, delimiter, record);
      if (close < 0) return null;
      const inside = text.slice(at + 1, close);
      cells.push(inside.includes(QUOTE) ? inside.replaceAll('""', QUOTE) : inside);
      at = afterBlanks(text, close + 1);
      if (at > lineEnd) lineEnd = endOfLine(text, at);
      if (at >= lineEnd) break;
      at++;
    } else {
      const rest = text.slice(at, lineEnd);
      const length = rest.indexOf(delimiter);
      cells.push(length < 0 ? rest : rest.slice(0, length));
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
function closingQuote(text: string, start: number, delimiter: string, record: QuotedRecord): number {
  let at = text.indexOf(QUOTE, start);
  while (at >= 0 && at - start <= LIMITS.recordBytes) {
    const next = text.charAt(at + 1);
    if (next === delimiter || endsLine(text, at + 1)) return at;
    if (next === QUOTE) at = text.indexOf(QUOTE, at + 2);
    else {
      const behind = afterBlanks(text, at + 1);
      if (text.charAt(behind) === delimiter || endsLine(text, behind)) return at;
      record.isSound = false;
      at = text.indexOf(QUOTE, at + 1);
    }
  }
  return -1;
}

function endsLine(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10);
}

/** Where the line at `at` ends: before its line feed, and the carriage return in front of that. */
function endOfLine(text: string, at: number): number {
  const found = text.indexOf(NEWLINE, at);
  if (found < 0) return text.length;
  return found > at && text.charCodeAt(found - 1) === 13 ? found - 1 : found;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}
