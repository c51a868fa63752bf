/** Stands for an ampersand that no XML has: a character of the private use area. */
export const STAND_IN = '\ue026';

/** An ampersand that begins none of the references that a file without a DOCTYPE can have (XML 1.0, 4.1 and 4.6). */
const BARE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/g;
/** The longest of these references: "&#1114111;". */
const LONGEST = 10;

/**
 * Puts a stand-in for each bare ampersand ("Smith & Sons", "&nbsp;"), which a parser would take for the beginning of a
 * reference that goes on to the next semicolon. Text may be cut anywhere.
 */
export class AmpersandGuard {
  #held = '';

  write(text: string): string {
    const whole = this.#held + text;
    this.#held = '';
    const last = whole.lastIndexOf('&');
    if (last < 0) return whole;
    const isOpen = whole.length - last < LONGEST && !whole.includes(';', last);
    if (!isOpen) return whole.replace(BARE, STAND_IN);
    this.#held = whole.slice(last);
    return whole.slice(0, last).replace(BARE, STAND_IN);
  }

  end(): string {
    return this.#held.replace(BARE, STAND_IN);
  }
}
