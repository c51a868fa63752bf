import type { ProblemReporter } from '../problems.ts';
import { XLSX_LIMITS } from './limits.ts';
import type { Package } from './package.ts';
import { readPart } from './part.ts';
import { richText } from './rich-text.ts';

const PAGE = XLSX_LIMITS.pageBytes;

/** Texts by index, as UTF-8 in pages of a megabyte: as strings, millions of them would take several times the memory. */
export class SharedStrings {
  readonly #pages: Buffer[] = [];
  /** Where each text ends; it begins where the one before it does. */
  readonly #ends: number[] = [];
  bytes = 0;

  get count(): number {
    return this.#ends.length;
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const used = this.bytes % PAGE;
      if (used === 0) this.#pages.push(Buffer.allocUnsafe(PAGE));
      const taken = bytes.copy(this.#pages.at(-1) as Buffer, used, at);
      this.bytes += taken;
      at += taken;
    }
    this.#ends.push(this.bytes);
  }

  /** Null where there is no such text. */
  get(index: number): string | null {
    const end = this.#ends[index];
    if (end === undefined) return null;
    const start = this.#ends[index - 1] ?? 0;
    const [first, last] = [Math.floor(start / PAGE), Math.floor(end / PAGE)];
    if (first === last) return this.#pages[first]?.toString('utf8', start % PAGE, end % PAGE) ?? '';
    const pages = this.#pages.slice(first, last + 1);
    return Buffer.concat(pages).toString('utf8', start % PAGE, end - first * PAGE);
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
