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
  if (content.indexOf('\n') < 0) return content;
  const lines = content.split('\n');
  const pieces = separator === '' && cutAtPieceWidth(lines) ? PIECE_WIDTH : LINE_WIDTH;
  let text = lines[0] ?? '';
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] as string;
    const line = lines[i] as string;
    const full =
      before.length >= pieces || (i === 1 && before.length === FIRST_LINE_WIDTH && lines.length > 2);
    const parted = separator !== '' && line.startsWith(separator);
    text +=
      full || parted || line === '' || before === '' || before.endsWith(' ') || line.startsWith(' ')
        ? line
        : ` ${line}`;
  }
  return text;
}

/** Every line but the last has 27 characters, or 26 where a space at its end was lost. */
function cutAtPieceWidth(lines: readonly string[]): boolean {
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

export function isFullPiece(piece: string): boolean {
  return piece.length >= PIECE_WIDTH;
}

/** The text without blanks around it and with single blanks inside. */
export function tidy(text: string): string {
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
