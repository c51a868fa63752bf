import { LIMITS } from '../reader.ts';

/**
 * A record with its continuations (88). The slash ends a physical record and the field before it, so that fields go on
 * in the 88 where they stopped, and so does a text. One serves for all records of a file, each of which begins it anew.
 */
export class LogicalRecord {
  code = '';
  line = 0;
  /** The physical records as they stand in the file, without the blanks at their ends; of them there are `#parts`. */
  readonly #lines: string[] = [];
  #parts = 0;
  /** Where the fields of a part begin, behind its code, and where they end, before its slash. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Whether the part filled its physical record, so that a word may go on in the next one. */
  readonly #glued: boolean[] = [];
  #raw: string | null = null;
  #size = 0;
  #part = 0;
  #at = 0;
  /** Physical records, as the trailers count them. */
  count = 0;
  /** More was there than is kept. */
  overlong = false;
  /** The file ends inside this record. */
  cut = false;

  begin(code: string, line: number): void {
    this.code = code;
    this.line = line;
    this.#parts = 0;
    this.#raw = null;
    this.#size = 0;
    this.#part = 0;
    this.#at = 0;
    this.count = 0;
    this.overlong = false;
    this.cut = false;
  }

  /** Adds a physical record. Its fields begin at `start`; `counted` is false for a line without a code. */
  add(text: string, start: number, full: boolean, counted: boolean): void {
    if (counted) this.count++;
    this.#size += text.length;
    if (this.#size > LIMITS.recordBytes) {
      this.overlong = true;
      return;
    }
    this.#raw = null;
    const part = this.#parts++;
    const line = text.trimEnd();
    const { length } = line;
    const begin = Math.min(start, length);
    const ended = begin < length && line.charCodeAt(length - 1) === 47;
    this.#lines[part] = line;
    this.#starts[part] = begin;
    this.#ends[part] = ended ? length - 1 : length;
    this.#glued[part] = full && !ended && (length === text.length || start >= text.length);
    if (part === 0) this.#at = begin;
  }

  /** The physical records, joined once: a record may have as many problems as fields. */
  get raw(): string {
    if (this.#raw !== null) return this.#raw;
    let raw = this.#parts > 0 ? (this.#lines[0] as string) : '';
    for (let part = 1; part < this.#parts; part++) raw += `\n${this.#lines[part]}`;
    this.#raw = raw;
    return raw;
  }

  /** Whether a slash ended the last physical record. */
  get isEnded(): boolean {
    return this.#parts > 0 && this.#hasSlash(this.#parts - 1);
  }

  /** Whether all has been read. */
  get isAtEnd(): boolean {
    return this.#part >= this.#parts;
  }

  /** The next field without blanks around it; null behind the last one. */
  next(): string | null {
    while (this.#part < this.#parts) {
      const line = this.#lines[this.#part] as string;
      const start = this.#at;
      const comma = line.indexOf(',', start);
      if (comma >= 0) {
        this.#at = comma + 1;
        return line.slice(start, comma).trim();
      }
      const end = this.#ends[this.#part] as number;
      const isOpenEnd = start > (this.#starts[this.#part] as number) && start === end && end === line.length;
      this.#nextPart();
      if (isOpenEnd && this.#part < this.#parts) continue;
      return line.slice(start, end).trim();
    }
    return null;
  }

  /** All that has not been read as fields: a text, its commas and slashes being its own. */
  rest(): string {
    let text = '';
    for (; this.#part < this.#parts; this.#nextPart()) {
      const piece = (this.#lines[this.#part] as string).slice(this.#at, this.#ends[this.#part]);
      const glued = this.#part > 0 && this.#glued[this.#part - 1];
      text += glued || text === '' ? piece : ` ${piece}`;
    }
    return text.trim();
  }

  #nextPart(): void {
    this.#part++;
    if (this.#part < this.#parts) this.#at = this.#starts[this.#part] as number;
  }

  #hasSlash(part: number): boolean {
    return (this.#ends[part] as number) < (this.#lines[part] as string).length;
  }
}
