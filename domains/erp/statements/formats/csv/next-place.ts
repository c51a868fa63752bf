/** Where a sign stands next in a text that is read from its beginning to its end: no part of it is searched twice. */
export class NextPlace {
  readonly #sign: string;
  #text = '';
  #at = -1;

  constructor(sign: string) {
    this.#sign = sign;
  }

  /** The text to look in from now on. */
  in(text: string): void {
    this.#text = text;
    this.#at = -1;
  }

  /** The first place at `start` or behind it, the length of the text where there is none; `start` never goes back. */
  from(start: number): number {
    if (this.#at < start) this.#at = placeOf(this.#sign, this.#text, start);
    return this.#at;
  }
}

/** Where `sign` stands next, at the length of the text where it does not. */
export function placeOf(sign: string, text: string, start: number): number {
  const found = text.indexOf(sign, start);
  return found < 0 ? text.length : found;
}

/** Those of JavaScript's white space, the space and line ends aside: of Latin-1 one by one, which is a faster search than a class. */
const RARE = ['\t', '\v', '\f', '\u00a0'];
const BEYOND_LATIN_1 = /[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;

/** Whether a text has a blank that is neither the space nor a carriage return or line feed. */
export function hasRareBlanks(text: string): boolean {
  return RARE.some((blank) => text.includes(blank)) || BEYOND_LATIN_1.test(text);
}
