import type { SourceRecord } from './columns.ts';

const SPACE = 32;
const DELETE = 127;
/** From the first to the second there is no blank, such as the no-break space just before or those of typographers behind. */
const INVERTED_EXCLAMATION = 161;
const OGHAM_SPACE = 0x1680;

/** The trimmed cell of a column; empty where there is no such column (−1) or the record is too short. */
export function cellAt(cells: readonly string[], column: number): string {
  const text = column < 0 ? undefined : cells[column];
  if (text === undefined || text === '') return '';
  return isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1)) ? text : text.trim();
}

/** The same of a record that is perhaps known to be tidy. */
export function trimmedAt({ cells, isTidy }: SourceRecord, column: number): string {
  return isTidy && column >= 0 ? (cells[column] ?? '') : cellAt(cells, column);
}

/** The same with single spaces for all blanks in it. */
export function textAt(record: SourceRecord, column: number): string {
  const text = trimmedAt(record, column);
  return record.isTidy ? text : oneLine(text);
}

/** Whether the character is no blank and no control character; what may be one beyond ASCII counts as such. */
function isInk(code: number): boolean {
  return (code > SPACE && code < DELETE) || (code >= INVERTED_EXCLAMATION && code < OGHAM_SPACE);
}

/** The text with single spaces; line breaks and the like become spaces. */
export function oneLine(text: string): string {
  let wasSpace = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > SPACE && code < DELETE) wasSpace = false;
    else if (code === SPACE && !wasSpace) wasSpace = true;
    else if (code >= INVERTED_EXCLAMATION && code < OGHAM_SPACE) wasSpace = false;
    else return tidy(text);
  }
  return wasSpace ? text.trim() : text;
}

function tidy(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
