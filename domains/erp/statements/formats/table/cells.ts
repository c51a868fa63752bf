const SPACE = 32;
const DELETE = 127;

/** The trimmed cell of a column; empty where there is no such column (−1) or the record is too short. */
export function cellAt(cells: readonly string[], column: number): string {
  const text = column < 0 ? undefined : cells[column];
  if (text === undefined || text === '') return '';
  return isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1)) ? text : text.trim();
}

/** Beyond ASCII there are blanks of other kinds. */
function isInk(code: number): boolean {
  return code > SPACE && code < DELETE;
}

/** The text with single spaces; line breaks and the like become spaces. */
export function oneLine(text: string): string {
  let before = SPACE;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // What lies beyond ASCII may be a space of another kind; two in a row are one too many.
    if (code < SPACE || code >= DELETE || (code === SPACE && before === SPACE)) return tidy(text);
    before = code;
  }
  return before === SPACE ? text.trim() : text;
}

function tidy(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
