/** What a line must look like to begin a field: `:26:37` and `-` inside a narrative stay narrative. */

/**
 * Whether a field of this tag can begin here. `letter` is its option's character code or 0, `content` where its
 * content begins, `inRows` whether rows have begun and neither totals nor a closing balance have come.
 */
export function canBeginField(
  text: string,
  tag: number,
  letter: number,
  content: number,
  end: number,
  inRows: boolean,
): boolean {
  switch (tag) {
    case 61:
    case 86:
      return true;
    case 60:
    case 62:
    case 64:
    case 65:
      return letter === 70 || letter === 77 || isMark(text.charCodeAt(content));
    case 20:
      return !inRows || end - content < 2 || !startsLikeTime(text, content, end);
    default:
      return !inRows || (tag === 90 && letter !== 0 && isDigit(text.charCodeAt(content)));
  }
}

/** ":25:166?00…": a structured :86: under the wrong tag, as one bank sends it. */
export function looksStructured(text: string, content: number, end: number): boolean {
  if (end - content < 6) return false;
  for (const offset of [0, 1, 2, 4, 5]) if (!isDigit(text.charCodeAt(content + offset))) return false;
  return !isDigit(text.charCodeAt(content + 3));
}

/** "15 Uhr", "15:30", "15": a narrative that goes on with a time, not a reference. */
function startsLikeTime(text: string, content: number, end: number): boolean {
  if (!isDigit(text.charCodeAt(content)) || !isDigit(text.charCodeAt(content + 1))) return false;
  return content + 2 >= end || !isAlphanumeric(text.charCodeAt(content + 2));
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** C or D. */
function isMark(c: number): boolean {
  return c === 67 || c === 68;
}

function isAlphanumeric(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}
