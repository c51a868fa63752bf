import { isDigit } from './characters.ts';

/** Where in a message we are, which decides whether a line begins a field: `:26:37` and `-` in a narrative stay narrative. */
export class PlaceInMessage {
  /** Rows have begun, and neither totals nor a closing balance have come. */
  #inRows = false;
  /** The closing balance has come. */
  #isClosed = false;
  #mayEnd = false;

  /** Totals or the closing balance have come, so that a hyphen may end the message. */
  get mayEnd(): boolean {
    return this.#mayEnd;
  }

  begin(): void {
    this.#inRows = false;
    this.#isClosed = false;
    this.#mayEnd = false;
  }

  leaveRows(): void {
    this.#inRows = false;
  }

  /** A field of this tag begins. */
  follow(tag: number): void {
    if (tag === 61) {
      this.#inRows = !this.#isClosed;
      this.#mayEnd = this.#isClosed;
    } else if (tag === 62 || tag === 90) {
      this.#inRows = false;
      this.#mayEnd = true;
      if (tag === 62) this.#isClosed = true;
    } else if (tag === 20) this.begin();
  }

  /**
   * Whether a field of this tag can begin here. `letter` is its option's character code or 0, `content` where its
   * content begins, `end` where its line ends.
   */
  canBegin(text: string, tag: number, letter: number, content: number, end: number): boolean {
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
        return !this.#inRows || end - content < 2 || !startsLikeTime(text, content, end);
      default:
        return !this.#inRows || (tag === 90 && letter !== 0 && isDigit(text.charCodeAt(content)));
    }
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

/** C or D. */
function isMark(c: number): boolean {
  return c === 67 || c === 68;
}

function isAlphanumeric(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}
