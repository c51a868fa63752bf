import { XLSX_LIMITS } from './limits.ts';

const SMALLEST = 1_024;

/** Bytes that are put one behind the other and kept in pages, whose sizes grow with what is in them. */
export class Pages {
  readonly #pages: Buffer[] = [];
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

  /** Gives the bytes back, page by page, and lets go of each. */
  *drain(): Generator<Buffer> {
    for (let page = this.#pages.shift(); page; page = this.#pages.shift())
      yield this.#pages.length > 0 ? page : page.subarray(0, this.#used);
  }

  #pageWithRoom(): Buffer {
    const last = this.#pages.at(-1);
    if (last && this.#used < last.length) return last;
    const page = Buffer.allocUnsafe(Math.min(Math.max(this.length, SMALLEST), XLSX_LIMITS.pageBytes));
    this.#pages.push(page);
    this.#used = 0;
    return page;
  }
}
