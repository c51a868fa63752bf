/** Receives what a file is made of. All text is Latin-1, one character per byte. */
export type TokenHandler = {
  /** `source` is the tag as it stands in the file. */
  open(tag: string, line: number, source: string): void;
  close(tag: string, source: string): void;
  /** A piece of text; several may follow each other. Entities are as in the file. */
  text(piece: string): void;
};

/** Longer than any tag that OFX has; a "<" without ">" within is text. */
const LONGEST_TAG = 1_000;
const PIECE = 1 << 20;
const LONGEST_KNOWN_TAG = 40;
const MOST_KNOWN_TAGS = 1_000;
const EXCLAMATION = 33;
const QUESTION_MARK = 63;
const TAG = /^<(\/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*)?(\/?)>$/;
const CDATA = '<![CDATA[';
const COMMENT = '<!--';
const SECTIONS = [CDATA, COMMENT] as const;

/** `isEmpty`: opened and closed at once. */
type Tag = { name: string; closes: boolean; isEmpty: boolean };

/**
 * Parts OFX into tags and text: SGML (1.x) whose elements need not be closed, and XML (2.x). No entity is declared or
 * expanded, and a "<" that begins no tag is text.
 */
export class Tokenizer {
  readonly #handler: TokenHandler;
  readonly #tags = new Map<string, Tag>();
  #pending = '';
  /** What ends the section that is open: a comment or CDATA. */
  #until: '-->' | ']]>' | null = null;
  #line = 1;
  #afterCr = false;

  constructor(handler: TokenHandler) {
    this.#handler = handler;
  }

  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += PIECE) {
      const size = Math.min(PIECE, chunk.length - start);
      const text = Buffer.from(chunk.buffer, chunk.byteOffset + start, size).toString('latin1');
      this.#pending = this.#take(this.#pending + text, false);
    }
  }

  end(): void {
    this.#take(this.#pending, true);
    this.#pending = '';
  }

  /** Hands on what is complete and gives back what is not. */
  #take(text: string, last: boolean): string {
    let at = 0;
    while (at < text.length) {
      if (this.#until !== null) {
        const end = text.indexOf(this.#until, at);
        if (end < 0 && !last) {
          const kept = Math.max(at, text.length - 2);
          this.#section(text.slice(at, kept));
          return text.slice(kept);
        }
        this.#section(text.slice(at, end < 0 ? text.length : end));
        this.#until = null;
        at = end < 0 ? text.length : end + 3;
        continue;
      }
      const start = text.indexOf('<', at);
      const before = text.slice(at, start < 0 ? text.length : start);
      if (before !== '') this.#text(before);
      if (start < 0) return '';
      const next = this.#markup(text, start, last);
      if (next < 0) return text.slice(start);
      at = next;
    }
    return '';
  }

  /** Reads the markup that begins at `start`; where it ends, or −1 when more of the file is needed to tell. */
  #markup(text: string, start: number, last: boolean): number {
    const second = text.charCodeAt(start + 1);
    if (second === EXCLAMATION || start + 1 === text.length) {
      for (const opening of SECTIONS) {
        if (text.startsWith(opening, start)) {
          this.#until = opening === CDATA ? ']]>' : '-->';
          return start + opening.length;
        }
        if (!last && opening.startsWith(text.slice(start))) return -1;
      }
    }
    const end = text.indexOf('>', start);
    if (end < 0 && !last && text.length - start <= LONGEST_TAG) return -1;
    const source = end < 0 || end - start > LONGEST_TAG ? '' : text.slice(start, end + 1);
    const tag = this.#tagOf(source);
    if (tag !== null) {
      if (tag.closes) this.#handler.close(tag.name, source);
      else this.#handler.open(tag.name, this.#line, source);
      if (tag.isEmpty) this.#handler.close(tag.name, '');
    } else if (source === '' || (second !== EXCLAMATION && second !== QUESTION_MARK)) {
      this.#text('<');
      return start + 1;
    }
    this.#countLines(source);
    return end + 1;
  }

  /** A file has few different tags, each of them many times. What is kept is a copy: a slice would keep its chunk. */
  #tagOf(source: string): Tag | null {
    const known = this.#tags.get(source);
    if (known) return known;
    const match = TAG.exec(source);
    if (!match?.[2]) return null;
    const tag = { name: nameOf(match[2]), closes: match[1] === '/', isEmpty: match[3] === '/' };
    if (source.length <= LONGEST_KNOWN_TAG && this.#tags.size < MOST_KNOWN_TAGS && !/\s/.test(source)) {
      this.#tags.set(Buffer.from(source).toString(), tag);
    }
    return tag;
  }

  #section(text: string): void {
    if (this.#until === ']]>' && text !== '') this.#handler.text(text.replaceAll('&', '&amp;'));
    this.#countLines(text);
  }

  #text(piece: string): void {
    this.#handler.text(piece);
    this.#countLines(piece);
  }

  #countLines(text: string): void {
    let afterCr = this.#afterCr;
    if (!afterCr && !text.includes('\n') && !text.includes('\r')) return;
    let lines = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 ? !afterCr : code === 13) lines++;
      afterCr = code === 13;
    }
    this.#line += lines;
    this.#afterCr = afterCr;
  }
}

/** Tags in capitals, without a namespace prefix. */
function nameOf(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toUpperCase();
}
