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
  let isFirst = true;
  while (end >= 0) {
    const start = end + 1;
    end = content.indexOf('\n', start);
    const line = end < 0 ? content.slice(start) : content.slice(start, end);
    const full = length >= width || (isFirst && length === FIRST_LINE_WIDTH && end >= 0);
    if (full || needsNoBlank(text, line, separator)) text += line;
    else text += ` ${line}`;
    length = line.length;
    isFirst = false;
  }
  return text;
}

function needsNoBlank(before: string, line: string, separator: string): boolean {
  if (line === '' || before === '') return true;
  const first = line.charCodeAt(0);
  return (
    first === 32 ||
    before.charCodeAt(before.length - 1) === 32 ||
    (separator !== '' && line.charAt(0) === separator)
  );
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

/** One text out of two sub-fields: after 27 characters the word goes on. */
export function joinPieces(before: string, piece: string): string {
  if (before === '') return piece;
  return piece === '' || piece.charCodeAt(0) === 32 || before.charCodeAt(before.length - 1) === 32
    ? before + piece
    : `${before} ${piece}`;
}

/** Whether a piece fills its line, so that a word may go on in the next one. */
export function isFullPiece(piece: string): boolean {
  return piece.length >= PIECE_WIDTH;
}

/** The text without blanks around it and with single blanks inside. */
function tidy(text: string): string {
  const trimmed = text.trim();
  return trimmed.indexOf('  ') < 0 ? trimmed : trimmed.replace(/ {2,}/g, ' ');
}

/** The text, or null when nothing is in it. */
export function textOrNull(text: string): string | null {
  const tidied = tidy(text);
  return tidied === '' ? null : tidied;
}

/** Two texts with a blank between them; an empty one leaves the other. */
export function joinTexts(a: string, b: string): string {
  return a === '' ? b : b === '' ? a : `${a} ${b}`;
}
