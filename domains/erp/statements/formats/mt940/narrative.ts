/** How banks cut text: field 86 has lines of 65 characters, the German sub-fields have 27. */
const LINE_WIDTH = 65;
const PIECE_WIDTH = 27;
/** What is left of 65 characters when a bank counts the tag ":86:" with the first line. */
const FIRST_LINE_WIDTH = LINE_WIDTH - 4;

/**
 * One text out of the lines of a field, as the bank cut it: after a full line the word goes on, after a shorter one
 * another begins. `separator` is the character that begins a sub-field, which needs no space before it.
 */
export function joinLines(content: string, separator = ''): string {
  let end = content.indexOf('\n');
  if (end < 0) return content;
  const width = separator === '' && cutAtPieceWidth(content) ? PIECE_WIDTH : LINE_WIDTH;
  let text = content.slice(0, end);
  let length = end;
  let lastCharacter = content.charCodeAt(end - 1);
  let isFirst = true;
  while (end >= 0) {
    const start = end + 1;
    end = content.indexOf('\n', start);
    const line = end < 0 ? content.slice(start) : content.slice(start, end);
    const full = length >= width || (isFirst && length === FIRST_LINE_WIDTH && end >= 0);
    const needsNoBlank = full || text === '' || lastCharacter === 32 || beginsAlone(line, separator);
    text += needsNoBlank ? line : ` ${line}`;
    length = line.length;
    if (length > 0) lastCharacter = line.charCodeAt(length - 1);
    isFirst = false;
  }
  return text;
}

/** Whether a line needs no blank before it. */
function beginsAlone(line: string, separator: string): boolean {
  if (line === '' || line.charCodeAt(0) === 32) return true;
  return separator !== '' && line.charAt(0) === separator;
}

/** Every line but the last has 27 characters, or 26 where a space at its end was lost. */
function cutAtPieceWidth(content: string): boolean {
  const first = content.indexOf('\n');
  if (first !== PIECE_WIDTH && first !== PIECE_WIDTH - 1) return false;
  const lines = content.split('\n');
  let seen = false;
  for (let i = 0; i < lines.length - 1; i++) {
    const length = (lines[i] as string).length;
    if (length !== PIECE_WIDTH && length !== PIECE_WIDTH - 1) return false;
    if (length === PIECE_WIDTH) seen = true;
  }
  return seen && (lines.at(-1)?.length ?? 0) <= PIECE_WIDTH;
}

/** One text out of sub-fields: after 27 characters the word goes on. */
export class PiecedText {
  text = '';
  #isFull = true;
  #lastCharacter = 0;

  /** `isApart`: the piece goes on with no word, however full the one before it is. */
  add(piece: string, isApart = false): void {
    if (this.text === '' || (this.#isFull && !isApart) || this.#touches(piece)) this.text += piece;
    else this.text += ` ${piece}`;
    this.#isFull = isFullPiece(piece);
    if (piece !== '') this.#lastCharacter = piece.charCodeAt(piece.length - 1);
  }

  /** Whether no blank is needed before the piece. */
  #touches(piece: string): boolean {
    return piece === '' || piece.charCodeAt(0) === 32 || this.#lastCharacter === 32;
  }
}

/** Whether a piece fills its line, so that a word may go on in the next one. */
export function isFullPiece(piece: string): boolean {
  return piece.length >= PIECE_WIDTH;
}

/** Part of a text without blanks around it. Most parts have none, and to look is faster than to trim. */
export function trimmed(text: string, from: number, to: number): string {
  const part = text.slice(from, to);
  return isSign(text.charCodeAt(from)) && isSign(text.charCodeAt(to - 1)) ? part : part.trim();
}

/** A character of ASCII that is seen. */
function isSign(code: number): boolean {
  return code > 32 && code < 127;
}

/** The text without blanks around it and with single blanks inside; null when nothing is in it. */
export function textOrNull(text: string): string | null {
  const tidied = trimmed(text, 0, text.length);
  if (tidied === '') return null;
  return tidied.indexOf('  ') < 0 ? tidied : tidied.replace(/ {2,}/g, ' ');
}

/** Two texts with a blank between them; an empty one leaves the other. */
export function joinTexts(a: string, b: string): string {
  return a === '' ? b : b === '' ? a : `${a} ${b}`;
}
