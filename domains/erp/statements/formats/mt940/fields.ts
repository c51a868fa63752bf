import { LIMITS } from '../reader.ts';

/** A field's tag as a number, its letter apart: ":60F:" is 60 and "F". What is no field has a number below zero. */
export const TAG = { envelope: -1, end: -2, nonSwift: -3, preamble: -4 } as const;

/** Receives each field once it is complete. */
export type FieldHandler = {
  /**
   * `content` is Latin-1, its lines parted by LF, without the tag. `nonAscii`: it has a byte above 127.
   * `cut`: the file ended inside it, without a line end.
   */
  field(tag: number, letter: string, content: string, line: number, nonAscii: boolean, cut: boolean): void;
  /** The field is longer than we keep; its beginning follows through `field`. */
  tooLong(line: number): void;
};

const PIECE = 1 << 20;
const LF = 10;
const CR = 13;
const COLON = 58;
const DASH = 45;
const BRACE = 123;

/**
 * Splits an MT940 file into its fields, whatever its line ends (CRLF, CR, LF, mixed); NUL and Ctrl-Z are dropped. A
 * line begins a field only where one can stand: `:26:37` and `-` inside a narrative stay narrative.
 */
export class FieldSplitter {
  readonly #handler: FieldHandler;
  #buffer = new Uint8Array(2 * PIECE);
  #length = 0;
  /** Where the open field's content begins. */
  #contentStart = 0;
  #lineStart = 0;
  #line = 1;
  #lastByte = 0;
  #lineHigh = 0;

  #tag: number = TAG.preamble;
  #letter = '';
  #fieldLine = 1;
  #fieldHigh = 0;
  /** Rows have begun, and the closing balance has not come. */
  #inRows = false;
  #closed = false;
  /** The beginning of a field that is too long to keep. */
  #overflow: string | null = null;
  /** Complete fields of this piece, as [tag, letter code, start, end, line, high] in one flat list. */
  readonly #fields: number[] = [];
  droppedNul = false;

  constructor(handler: FieldHandler) {
    this.#handler = handler;
  }

  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += PIECE) {
      this.#take(start === 0 && chunk.length <= PIECE ? chunk : chunk.subarray(start, start + PIECE));
    }
  }

  end(): void {
    const cut = this.#length > this.#lineStart;
    if (cut) this.#lineEnd(this.#length);
    this.#flush();
    const last = cut ? this.#length : Math.max(this.#contentStart, this.#length - 1);
    const text = this.#overflow ?? this.#slice(this.#contentStart, last);
    this.#emit(this.#tag, this.#letter, text, this.#fieldLine, this.#fieldHigh > 127, cut);
  }

  #take(chunk: Uint8Array): void {
    this.#makeRoom(chunk.length);
    const buffer = this.#buffer;
    let length = this.#length;
    let high = this.#lineHigh;
    let last = this.#lastByte;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte > 31) {
        buffer[length++] = byte;
        high |= byte;
        last = byte;
        continue;
      }
      if (byte === LF || byte === CR) {
        if (byte === LF && last === CR) {
          last = LF;
          continue;
        }
        last = byte;
        this.#lineHigh = high;
        high = 0;
        this.#lineEnd(length);
        buffer[length++] = LF;
        this.#lineStart = length;
        this.#line++;
        continue;
      }
      last = byte;
      if (byte === 0) this.droppedNul = true;
      else if (byte !== 26) buffer[length++] = byte === 9 ? 32 : byte;
    }
    this.#length = length;
    this.#lineHigh = high;
    this.#lastByte = last;
    this.#flush();
    if (length - this.#contentStart > LIMITS.recordBytes) this.#dropOverflow();
  }

  /** A line is complete in the buffer: it continues the open field, or closes it and begins another. */
  #lineEnd(end: number): void {
    const buffer = this.#buffer;
    const start = this.#lineStart;
    const high = this.#lineHigh;
    this.#lineHigh = 0;
    const first = buffer[start];
    if (end > start) {
      if (first === COLON) {
        if (this.#tagLine(start, end, high)) return;
      } else if (first === BRACE) {
        if (this.#braceLine(start, end, high)) return;
      } else if (first === DASH && this.#endsMessage(start, end)) {
        this.#open(TAG.end, 0, start, start + 1, high);
        this.#inRows = false;
        return;
      }
    }
    this.#fieldHigh |= high;
  }

  #tagLine(start: number, end: number, high: number): boolean {
    const buffer = this.#buffer;
    const a = buffer[start + 1] as number;
    const b = buffer[start + 2] as number;
    if (a === 78 && b === 83 && buffer[start + 3] === COLON && start + 3 < end) {
      this.#open(TAG.nonSwift, 0, start, start + 4, high);
      return true;
    }
    if (a < 48 || a > 57 || b < 48 || b > 57) return false;
    const c = buffer[start + 3] as number;
    const letter = c >= 65 && c <= 90 ? c : 0;
    const content = start + (letter ? 5 : 4);
    if (content > end || buffer[content - 1] !== COLON) return false;
    let tag = (a - 48) * 10 + b - 48;
    if (!this.#canStand(tag, letter, content, end)) {
      if (tag !== 25 || this.#tag !== 61 || !this.#looksStructured(content, end)) return false;
      tag = 86;
    }
    if (tag === 61) this.#inRows = !this.#closed;
    else if (tag === 62) {
      this.#closed = true;
      this.#inRows = false;
    } else if (tag === 20) {
      this.#closed = false;
      this.#inRows = false;
    }
    this.#open(tag, letter, start, content, high);
    return true;
  }

  /** Whether a field of this tag can begin here, rather than a line of narrative that looks like one. */
  #canStand(tag: number, letter: number, content: number, end: number): boolean {
    const buffer = this.#buffer;
    switch (tag) {
      case 61:
      case 86:
        return true;
      case 60:
      case 62:
      case 64:
      case 65:
        return letter === 70 || letter === 77 || isMark(buffer[content]);
      case 20:
        return !this.#inRows || end - content < 2 || !startsLikeTime(buffer, content, end);
      default:
        return !this.#inRows || (tag === 90 && letter !== 0 && isDigit(buffer[content]));
    }
  }

  /** ":25:166?00…": a structured :86: under the wrong tag, as one bank sends it. */
  #looksStructured(content: number, end: number): boolean {
    const buffer = this.#buffer;
    if (end - content < 6) return false;
    for (const offset of [0, 1, 2, 4, 5]) if (!isDigit(buffer[content + offset])) return false;
    return !isDigit(buffer[content + 3]);
  }

  #braceLine(start: number, end: number, high: number): boolean {
    const buffer = this.#buffer;
    if (!isDigit(buffer[start + 1]) || buffer[start + 2] !== COLON) return false;
    this.#inRows = false;
    this.#closed = false;
    this.#open(TAG.envelope, 0, start, start, high);
    for (let i = start; i + 3 < end; i++) {
      if (buffer[i] === BRACE && buffer[i + 1] === 52 && buffer[i + 2] === COLON && buffer[i + 3] === COLON) {
        return this.#tagLine(i + 3, end, high) || true;
      }
    }
    return true;
  }

  #endsMessage(start: number, end: number): boolean {
    if (this.#buffer[start + 1] === 125 && end - start >= 2) return true;
    return !this.#inRows && this.#closed && end - start <= 5;
  }

  /** Closes the open field before `start` and opens another whose content begins at `content`. */
  #open(tag: number, letter: number, start: number, content: number, high: number): void {
    const end = Math.max(this.#contentStart, start - 1);
    if (this.#overflow === null) {
      this.#fields.push(
        this.#tag,
        this.#letter === '' ? 0 : this.#letter.charCodeAt(0),
        this.#contentStart,
        end,
        this.#fieldLine,
        this.#fieldHigh,
      );
    } else {
      this.#flush();
      const text = this.#overflow;
      this.#overflow = null;
      this.#emit(this.#tag, this.#letter, text, this.#fieldLine, this.#fieldHigh > 127, false);
    }
    this.#tag = tag;
    this.#letter =
      letter === 0 ? '' : letter === 70 ? 'F' : letter === 67 ? 'C' : String.fromCharCode(letter);
    this.#fieldLine = this.#line;
    this.#fieldHigh = high;
    this.#contentStart = content;
  }

  /** Hands on the complete fields of the buffer, cut out of one Latin-1 string. */
  #flush(): void {
    const fields = this.#fields;
    if (fields.length === 0) return;
    const from = fields[2] as number;
    const text = this.#slice(from, fields[fields.length - 3] as number);
    for (let i = 0; i < fields.length; i += 6) {
      const letter = fields[i + 1] as number;
      const content = text.slice((fields[i + 2] as number) - from, (fields[i + 3] as number) - from);
      const high = (fields[i + 5] as number) > 127;
      this.#emit(
        fields[i] as number,
        letter === 0 ? '' : letter === 70 ? 'F' : letter === 67 ? 'C' : String.fromCharCode(letter),
        content,
        fields[i + 4] as number,
        high,
        false,
      );
    }
    fields.length = 0;
  }

  #emit(tag: number, letter: string, content: string, line: number, high: boolean, cut: boolean): void {
    if (content.length > LIMITS.recordBytes) {
      this.#handler.tooLong(line);
      this.#handler.field(tag, letter, content.slice(0, LIMITS.recordBytes), line, high, cut);
    } else this.#handler.field(tag, letter, content, line, high, cut);
  }

  /** Lets go of what an overlong field or line has beyond what we keep of it. */
  #dropOverflow(): void {
    if (this.#lineStart - this.#contentStart > LIMITS.recordBytes + 1) {
      this.#overflow ??= this.#slice(this.#contentStart, this.#contentStart + LIMITS.recordBytes + 1);
      this.#contentStart = this.#lineStart;
    }
    this.#length = Math.min(this.#length, this.#lineStart + LIMITS.recordBytes + 64);
  }

  #slice(start: number, end: number): string {
    return Buffer.from(this.#buffer.buffer, this.#buffer.byteOffset + start, end - start).toString('latin1');
  }

  /** Moves what is still open to the front when the chunk would not fit behind it. */
  #makeRoom(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const from = Math.min(this.#contentStart, this.#lineStart);
    const open = this.#buffer.subarray(from, this.#length);
    const needed = open.length + size;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(2 * needed);
      larger.set(open);
      this.#buffer = larger;
    } else this.#buffer.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#contentStart -= from;
    this.#lineStart -= from;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function isMark(byte: number | undefined): boolean {
  return byte === 67 || byte === 68;
}

/** "15 Uhr", "15:30", "15": a narrative that goes on with a time, not a reference. */
function startsLikeTime(buffer: Uint8Array, content: number, end: number): boolean {
  if (!isDigit(buffer[content]) || !isDigit(buffer[content + 1])) return false;
  return content + 2 >= end || !isAlphanumeric(buffer[content + 2] as number);
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}
