import { LIMITS } from '../reader.ts';

export type BlockHandler = {
  /** Whole lines, with their ends; the last block of a file may lack one. */
  block(lines: Buffer): void;
  /** A line longer than a record may be: its beginning. */
  longLine(start: Buffer): void;
};

const PIECE = 65_536;
/** So much of a line that is too long is shown. */
const SHOWN = LIMITS.rawLength;

/** Cuts bytes at line ends, so that no character is ever cut; a line without end does not grow in memory. */
export class LineBlocks {
  readonly #handler: BlockHandler;
  /** The beginning of a line whose end has not come. */
  #rest: Buffer[] = [];
  #restLength = 0;
  /** Within a line that is too long: what comes until its end is let go. */
  #isSkipping = false;

  constructor(handler: BlockHandler) {
    this.#handler = handler;
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const length = Math.min(PIECE, chunk.length - at);
      this.#piece(Buffer.from(chunk.buffer, chunk.byteOffset + at, length));
    }
  }

  end(): void {
    if (this.#restLength > 0) this.#handler.block(this.#takeRest());
  }

  #piece(piece: Buffer): void {
    let bytes = piece;
    if (this.#isSkipping) {
      const first = firstLineEnd(bytes);
      if (first < 0) return;
      this.#isSkipping = false;
      bytes = bytes.subarray(first);
    }
    if (this.#restLength + bytes.length > LIMITS.recordBytes) {
      const first = firstLineEnd(bytes);
      if (this.#restLength + (first < 0 ? bytes.length : first) > LIMITS.recordBytes) {
        this.#keep(bytes.subarray(0, first < 0 ? bytes.length : first));
        this.#handler.longLine(this.#takeRest().subarray(0, SHOWN));
        if (first < 0) {
          this.#isSkipping = true;
          return;
        }
        bytes = bytes.subarray(first);
      }
    }
    const last = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
    if (last < 0) {
      this.#keep(bytes);
      return;
    }
    // What waits is a block with the end of its line alone: with all others they would have to be copied.
    const first = this.#restLength === 0 ? 0 : firstLineEnd(bytes) + 1;
    if (first > 0) {
      this.#keep(bytes.subarray(0, first));
      this.#handler.block(this.#takeRest());
    }
    if (first <= last) this.#handler.block(bytes.subarray(first, last + 1));
    this.#keep(bytes.subarray(last + 1));
  }

  /** Copied, since the chunk that it is of may be written over. */
  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#rest.push(Buffer.from(bytes));
    this.#restLength += bytes.length;
  }

  #takeRest(): Buffer {
    const rest = Buffer.concat(this.#rest);
    this.#rest = [];
    this.#restLength = 0;
    return rest;
  }
}

function firstLineEnd(bytes: Buffer): number {
  const newline = bytes.indexOf(10);
  const carriage = bytes.indexOf(13);
  if (newline < 0 || carriage < 0) return Math.max(newline, carriage);
  return Math.min(newline, carriage);
}
