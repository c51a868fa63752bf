import { XLSX_LIMITS } from './limits.ts';

const SMALLEST = 1_024;
/** Bytes that are given back at a time. */
const PIECE = 65_536;

/**
 * Bytes that are put one behind the other and kept in pages, whose sizes grow with what is in them. A full page can be
 * resized, so that its memory goes back to the system with its last byte: memory that is only freed, the process may keep.
 */
export class Pages {
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];
  #used = 0;
  length = 0;

  add(bytes: Uint8Array): void {
    for (let rest = bytes; rest.length > 0; ) {
      const page = this.#pageWithRoom();
      const part = rest.subarray(0, page.length - this.#used);
      page.set(part, this.#used);
      this.#used += part.length;
      this.length += part.length;
      rest = rest.subarray(part.length);
    }
  }

  /** Gives copies of the bytes back, piece by piece, and lets go of each page. */
  *drain(): Generator<Uint8Array> {
    for (let page = this.#pages.shift(); page; page = this.#pages.shift()) {
      const end = this.#pages.length > 0 ? page.length : this.#used;
      for (let at = 0; at < end; at += PIECE) yield page.slice(at, Math.min(at + PIECE, end));
      if (page.buffer.resizable) page.buffer.resize(0);
    }
  }

  #pageWithRoom(): Uint8Array<ArrayBuffer> {
    const last = this.#pages.at(-1);
    if (last && this.#used < last.length) return last;
    const page = pageOf(Math.min(Math.max(this.length, SMALLEST), XLSX_LIMITS.pageBytes));
    this.#pages.push(page);
    this.#used = 0;
    return page;
  }
}

/** A file may have very many small parts, and each page that can be resized is a mapping of its own. */
function pageOf(bytes: number): Uint8Array<ArrayBuffer> {
  if (bytes < XLSX_LIMITS.pageBytes) return new Uint8Array(bytes);
  return new Uint8Array(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}
