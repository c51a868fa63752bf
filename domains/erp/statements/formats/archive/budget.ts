import { ARCHIVE_LIMITS } from './limits.ts';

/** Why nothing more is unpacked: a problem's code and the sentence that says it. */
export type Excess = { code: string; message: string };

/** How many files an archive may hold, what they may unpack to, and to how many times its size beyond a grace. */
export type BudgetLimits = Readonly<
  Record<'entries' | 'unpackedBytes' | 'ratio' | 'ratioGraceBytes', number>
>;

/** Counts what an archive unpacks to, together with all archives within it, so that no nesting multiplies a limit. */
export class Budget {
  readonly #noun: string;
  readonly #limits: BudgetLimits;
  #packed = 0;
  #unpacked = 0;
  #entries = 0;
  #excess: Excess | null = null;

  /** `noun`: what people call what is unpacked. */
  constructor(noun = 'archive', limits: BudgetLimits = ARCHIVE_LIMITS) {
    this.#noun = noun;
    this.#limits = limits;
  }

  /** The limit that was reached first; null while all is well. */
  get excess(): Excess | null {
    return this.#excess;
  }

  /** Bytes of the outermost archive: those of an inner one are unpacked already. */
  addPacked(bytes: number): void {
    this.#packed += bytes;
  }

  addUnpacked(bytes: number): void {
    this.#unpacked += bytes;
    const { ratio, ratioGraceBytes, unpackedBytes } = this.#limits;
    if (this.#unpacked > unpackedBytes) {
      this.#exceed('limit.unpacked', `The ${this.#noun} unpacks to more than ${unpackedBytes} bytes`);
    } else if (this.#unpacked - ratioGraceBytes > this.#packed * ratio) {
      this.#exceed('limit.ratio', `The ${this.#noun} unpacks to more than ${ratio} times its size`);
    }
  }

  addEntry(): void {
    this.#entries++;
    if (this.#entries > this.#limits.entries) {
      this.#exceed('limit.entries', `The ${this.#noun} has more than ${this.#limits.entries} files in it`);
    }
  }

  #exceed(code: string, message: string): void {
    this.#excess ??= { code, message: `${message}; the rest of it is not read.` };
  }
}
