import { LIMITS } from '../reader.ts';

/**
 * A record with its continuations (88). The slash ends a physical record and the field before it, so that fields go on
 * in the 88 where they stopped, and so does a text.
 */
export class LogicalRecord {
  readonly code: string;
  readonly line: number;
  /** The physical records as they stand in the file. */
  readonly #lines: string[] = [];
  readonly #parts: string[] = [];
  /** Whether a slash ended the part. */
  readonly #ended: boolean[] = [];
  /** Whether the part filled its physical record, so that a word may go on in the next one. */
  readonly #glued: boolean[] = [];
  #size = 0;
  #part = 0;
  #at = 0;
  /** Physical records, as the trailers count them. */
  count = 0;
  /** More was there than is kept. */
  overlong = false;
  /** The file ends inside this record. */
  cut = false;

  constructor(code: string, line: number) {
    this.code = code;
    this.line = line;
  }

  /** Adds a physical record. `content` is what follows its code; `counted` is false for a line without a code. */
  add(raw: string, content: string, full: boolean, counted: boolean): void {
    if (counted) this.count++;
    this.#size += raw.length;
    if (this.#size > LIMITS.recordBytes) {
      this.overlong = true;
      return;
    }
    const text = content.trimEnd();
    const ended = text.endsWith('/');
    this.#lines.push(raw.trimEnd());
    this.#parts.push(ended ? text.slice(0, -1) : text);
    this.#ended.push(ended);
    this.#glued.push(full && !ended && text.length === content.length);
  }

  get raw(): string {
    return this.#lines.join('\n');
  }

  /** Whether a slash ended the last physical record. */
  get isEnded(): boolean {
    return this.#ended.at(-1) === true;
  }

  /** Whether all has been read. */
  get isAtEnd(): boolean {
    return this.#part >= this.#parts.length;
  }

  /** The next field without blanks around it; null behind the last one. */
  next(): string | null {
    while (this.#part < this.#parts.length) {
      const text = this.#parts[this.#part] as string;
      const start = this.#at;
      const comma = text.indexOf(',', start);
      if (comma >= 0) {
        this.#at = comma + 1;
        return text.slice(start, comma).trim();
      }
      const isOpenEnd = start > 0 && start === text.length && !this.#ended[this.#part];
      this.#part++;
      this.#at = 0;
      if (isOpenEnd && this.#part < this.#parts.length) continue;
      return text.slice(start).trim();
    }
    return null;
  }

  /** All that has not been read as fields: a text, its commas and slashes being its own. */
  rest(): string {
    let text = '';
    for (let start = this.#at; this.#part < this.#parts.length; this.#part++, start = 0) {
      const piece = (this.#parts[this.#part] as string).slice(start);
      const glued = this.#part > 0 && this.#glued[this.#part - 1];
      text += glued || text === '' ? piece : ` ${piece}`;
    }
    this.#at = 0;
    return text.trim();
  }
}
