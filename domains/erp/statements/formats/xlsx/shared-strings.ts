import type { ProblemReporter } from '../problems.ts';
import { XLSX_LIMITS } from './limits.ts';
import type { Package } from './package.ts';
import { readPart } from './part.ts';
import { richText } from './rich-text.ts';

const PAGE = XLSX_LIMITS.pageBytes;
/** Ends in one block of them. */
const BLOCK = 65_536;
/** The most bytes of UTF-8 that a character of a string comes to. */
const BYTES_PER_CHARACTER = 3;
/** So many short texts are kept as they were given: a currency or a name is in every row. */
const KEPT = 256;
const SHORT_BYTES = 100;

type Given = { index: number; text: string };

/** Texts by index, as UTF-8 in pages of a megabyte: as strings, millions of them would take several times the memory. */
export class SharedStrings {
  readonly #pages: Buffer[] = [];
  /** Where each text ends; it begins where the one before it does. */
  readonly #ends: Uint32Array[] = [];
  readonly #given: Given[] = Array.from({ length: KEPT }, () => ({ index: -1, text: '' }));
  count = 0;
  bytes = 0;

  add(text: string): void {
    const used = this.bytes % PAGE;
    const page = this.#pages.at(-1);
    if (page && used > 0 && text.length * BYTES_PER_CHARACTER <= PAGE - used)
      this.bytes += page.write(text, used);
    else this.#addOverPages(Buffer.from(text));
    if (this.count % BLOCK === 0) this.#ends.push(new Uint32Array(BLOCK));
    (this.#ends.at(-1) as Uint32Array)[this.count % BLOCK] = this.bytes;
    this.count++;
  }

  /** Null where there is no such text. */
  get(index: number): string | null {
    if (!(index >= 0 && index < this.count)) return null;
    const given = this.#given[index % KEPT] as Given;
    if (given.index === index) return given.text;
    const start = index === 0 ? 0 : this.#endOf(index - 1);
    const end = this.#endOf(index);
    const text = this.#read(start, end);
    if (end - start <= SHORT_BYTES) {
      given.index = index;
      given.text = text;
    }
    return text;
  }

  #read(start: number, end: number): string {
    const [first, last] = [Math.floor(start / PAGE), Math.floor(end / PAGE)];
    if (first === last) return this.#pages[first]?.toString('utf8', start % PAGE, end % PAGE) ?? '';
    const pages = this.#pages.slice(first, last + 1);
    return Buffer.concat(pages).toString('utf8', start % PAGE, end - first * PAGE);
  }

  #endOf(index: number): number {
    return this.#ends[Math.floor(index / BLOCK)]?.[index % BLOCK] ?? 0;
  }

  #addOverPages(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const used = this.bytes % PAGE;
      if (used === 0) this.#pages.push(Buffer.allocUnsafe(PAGE));
      const taken = bytes.copy(this.#pages.at(-1) as Buffer, used, at);
      this.bytes += taken;
      at += taken;
    }
  }
}

/** The texts that cells of all sheets share (ECMA-376 part 1, section 18.4). Null where the file does not have them. */
export function readSharedStrings(
  name: string | null,
  parts: Package,
  problems: ProblemReporter,
): SharedStrings | null {
  if (name === null) return null;
  const strings = new SharedStrings();
  const isOver = () => strings.count >= XLSX_LIMITS.strings || strings.bytes >= XLSX_LIMITS.stringBytes;
  const found = readPart(
    name,
    {
      elements: ['si'],
      take: (item) => strings.add(richText(item)),
      isOver,
    },
    parts,
    problems,
  );
  if (isOver())
    problems.error(
      null,
      'limit.strings',
      `The workbook has more than ${XLSX_LIMITS.strings} texts or ${XLSX_LIMITS.stringBytes} bytes of them; the rest is not read.`,
    );
  return found ? strings : null;
}
