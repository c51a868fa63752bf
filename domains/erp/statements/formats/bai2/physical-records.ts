import { isAscii } from 'node:buffer';
import { LIMITS } from '../reader.ts';
import { beginsRecord, type Layout, mayShareLine, recordsOfLine } from './layout.ts';

export type PhysicalRecord = {
  /** Latin-1, without its line end, with the blanks that pad it. */
  text: string;
  /** The source line; where the file has no lines, the number of the record. */
  line: number;
  /** It has all the characters that its physical length allows. */
  full: boolean;
  /** The file ended here, without a line end. */
  last: boolean;
  /** Characters beyond the limit were left out. */
  overlong: boolean;
};

const PIECE = 1 << 20;
/** What pads or ends files and is never part of one: NUL and Ctrl-Z. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const PADDING = /[\0\x1a]/g;

/** Cuts a file into its physical records, wherever its chunks are cut. */
export class RecordSplitter {
  readonly #layout: Layout;
  readonly #record: (record: PhysicalRecord) => void;
  #pending = '';
  #overlong = false;
  #line = 1;
  #afterCr = false;
  /** Text up to a slash, of a file without lines: the next text tells whether the record ends there. */
  #held: string | null = null;
  #heldOverlong = false;
  hasNul = false;
  /** Whether no byte so far was above 127. */
  isAscii = true;
  /** Whether there was padding so far: only then do records have to be looked through for it. */
  #hasPadding = false;

  constructor(layout: Layout, record: (record: PhysicalRecord) => void) {
    this.#layout = layout;
    this.#record = record;
  }

  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += PIECE) {
      const size = Math.min(PIECE, chunk.length - start);
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset + start, size);
      const text = bytes.toString('latin1');
      this.isAscii &&= isAscii(bytes);
      this.#hasPadding ||= text.includes('\0') || text.includes('\x1a');
      if (this.#layout.kind === 'lines') this.#cutAtLineEnds(text);
      else if (this.#layout.kind === 'fixed') this.#cutByLength(text, this.#layout.length ?? PIECE);
      else this.#cutAtSlashes(text);
    }
  }

  end(): void {
    if (this.#layout.kind === 'unbroken') {
      this.#joinPiece(this.#pending);
      if (this.#held !== null) this.#emit(this.#held, true, this.#heldOverlong);
    } else if (this.#pending !== '') this.#emitLine(this.#pending, true);
  }

  #cutAtLineEnds(text: string): void {
    let from = this.#afterCr && text.charCodeAt(0) === 10 ? 1 : 0;
    let cr = text.indexOf('\r', from);
    let lf = text.indexOf('\n', from);
    while (cr >= 0 || lf >= 0) {
      const end = cr < 0 ? lf : lf < 0 ? cr : Math.min(cr, lf);
      this.#keep(text, from, end);
      this.#emitLine(this.#pending, false);
      this.#pending = '';
      this.#line++;
      from = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (cr >= 0 && cr < from) cr = text.indexOf('\r', from);
      if (lf >= 0 && lf < from) lf = text.indexOf('\n', from);
    }
    this.#afterCr = text.endsWith('\r');
    this.#keep(text, from, text.length);
  }

  #cutByLength(text: string, length: number): void {
    const all = this.#pending + text;
    let at = 0;
    for (; all.length - at >= length; at += length) {
      this.#emit(all.slice(at, at + length), false, false);
      this.#line++;
    }
    this.#pending = all.slice(at);
  }

  #cutAtSlashes(text: string): void {
    let from = 0;
    for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
      this.#keep(text, from, slash + 1);
      this.#joinPiece(this.#pending);
      this.#pending = '';
      from = slash + 1;
    }
    this.#keep(text, from, text.length);
  }

  #joinPiece(piece: string): void {
    const overlong = this.#overlong;
    this.#overlong = false;
    if (piece.trim() === '') return;
    if (this.#held !== null && !beginsRecord(piece)) {
      // Cutting what is joined, instead of what is added, would copy the whole record at each slash.
      const room = LIMITS.recordBytes - this.#held.length;
      if (overlong || piece.length > room) this.#heldOverlong = true;
      if (room > 0) this.#held += piece.slice(0, room);
      return;
    }
    if (this.#held !== null) {
      this.#emit(this.#held, false, this.#heldOverlong);
      this.#line++;
    }
    this.#held = piece.trimStart();
    this.#heldOverlong = overlong;
  }

  #keep(text: string, from: number, to: number): void {
    const room = LIMITS.recordBytes - this.#pending.length;
    if (to - from > room) this.#overlong = true;
    const end = Math.min(to, from + room);
    if (end > from) this.#pending += text.slice(from, end);
  }

  #emitLine(line: string, last: boolean): void {
    const overlong = this.#overlong;
    this.#overlong = false;
    if (!mayShareLine(line)) {
      this.#emit(line, last, overlong);
      return;
    }
    const records = recordsOfLine(line);
    for (const [i, record] of records.entries()) {
      const isLast = i === records.length - 1;
      this.#emit(record, last && isLast, overlong && isLast);
    }
  }

  #emit(text: string, last: boolean, overlong: boolean): void {
    const { length } = this.#layout;
    const full = length !== null && text.length >= length;
    const clean = this.#hasPadding ? this.#withoutPadding(text) : text;
    const first = clean.charCodeAt(0);
    const isVisible = first > 32 && first < 127;
    if (isVisible || clean.trim() !== '')
      this.#record({ text: clean, line: this.#line, full, last, overlong });
  }

  #withoutPadding(text: string): string {
    if (text.includes('\0')) this.hasNul = true;
    return text.replace(PADDING, '');
  }
}
