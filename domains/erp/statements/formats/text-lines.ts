import { LineEnds } from './line-ends.ts';
import { type FileHead, LIMITS, type ReaderOptions } from './reader.ts';
import { PieceDecoder, WESTERN } from './text-encoding.ts';

/** A line of a file as text. `number` counts lines from 1, or records where the file has no line ends. */
export type TextLine = { text: string; number: number; overlong: boolean };

const PIECE = 1 << 20;
const HIGH = /[\u0080-\u00ff]/;

/**
 * Cuts a file into lines, wherever its chunks are cut, and decodes each. A file without any line end is cut into
 * records of `width` characters where the format has one. Its formats are those of western Europe. Blank lines are counted and passed over.
 */
export class TextLines {
  readonly #take: (line: TextLine) => void;
  readonly #lineEnds = new LineEnds(false);
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #width: number | null;
  #pending = '';
  #overlong = false;
  #number = 0;

  constructor(head: FileHead, options: ReaderOptions, width: number | null, take: (line: TextLine) => void) {
    this.#take = take;
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'), WESTERN);
    this.#decoder.prime(head.text);
    this.#width = width !== null && head.text.length > width && !/[\r\n]/.test(head.text) ? width : null;
  }

  get encoding(): string {
    return this.#declaredEncoding ?? this.#decoder.encoding;
  }

  get hasNul(): boolean {
    return this.#lineEnds.droppedNul;
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) {
      this.#add(this.#lineEnds.take(chunk.subarray(at, at + PIECE)));
    }
  }

  end(): void {
    this.#add(this.#lineEnds.end());
    if (this.#pending !== '') this.#emit();
  }

  #add(text: string): void {
    if (this.#width !== null) {
      this.#pending += text;
      let at = 0;
      const all = this.#pending;
      for (; all.length - at >= this.#width; at += this.#width) {
        this.#pending = all.slice(at, at + this.#width);
        this.#emit();
      }
      this.#pending = all.slice(at);
      return;
    }
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#keep(text, from, end);
      this.#emit();
      from = end + 1;
    }
    this.#keep(text, from, text.length);
  }

  #keep(text: string, from: number, to: number): void {
    const room = LIMITS.recordBytes - this.#pending.length;
    if (to - from > room) this.#overlong = true;
    this.#pending += text.slice(from, Math.min(to, from + room));
  }

  #emit(): void {
    const latin1 = this.#pending;
    const overlong = this.#overlong;
    this.#pending = '';
    this.#overlong = false;
    this.#number++;
    if (latin1.trim() === '') return;
    const text = HIGH.test(latin1) ? this.#decoder.decode(latin1) : latin1;
    this.#take({ text, number: this.#number, overlong });
  }
}
