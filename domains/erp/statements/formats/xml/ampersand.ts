/** Stands for an ampersand that no XML has: a character of the private use area. */
export const STAND_IN = '\ue026';

/** The references that a file without a DOCTYPE can have (XML 1.0, 4.1 and 4.6). */
const REFERENCE = String.raw`&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});`;
const AT_REFERENCE = new RegExp(REFERENCE, 'y');
const BARE = new RegExp(`&(?!${REFERENCE.slice(1)})`, 'g');
/** The longest of these references: "&#1114111;". */
const LONGEST = 10;

/**
 * Puts a stand-in for each bare ampersand ("Smith & Sons", "&nbsp;"), which a parser would take for the beginning of a
 * reference that goes on to the next semicolon. Text may be cut anywhere.
 */
export class AmpersandGuard {
  #held = '';
  /** Whether a stand-in was needed anywhere yet. */
  hasStandIn = false;

  write(text: string): string {
    const whole = this.#held === '' ? text : this.#held + text;
    this.#held = '';
    const last = whole.lastIndexOf('&');
    if (last < 0) return whole;
    const isOpen = whole.length - last < LONGEST && !whole.includes(';', last);
    if (!isOpen) return this.#guard(whole);
    this.#held = whole.slice(last);
    return this.#guard(whole.slice(0, last));
  }

  end(): string {
    return this.#guard(this.#held);
  }

  #guard(text: string): string {
    if (!hasBare(text)) return text;
    this.hasStandIn = true;
    return text.replace(BARE, STAND_IN);
  }
}

function hasBare(text: string): boolean {
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    if (text.startsWith('&amp;', at)) continue;
    AT_REFERENCE.lastIndex = at;
    if (!AT_REFERENCE.test(text)) return true;
  }
  return false;
}
