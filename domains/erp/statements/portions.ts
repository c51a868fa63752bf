import { OccurrenceCounter, rowFingerprint } from './fingerprint.ts';
import { LIMITS } from './formats/reader.ts';
import type { Candidate } from './known-rows.ts';
import type { ParsedRow } from './parsed-statement.ts';

const ROWS_PER_STEP = 500;
/** Rows of a step as JSON: with what identifies each of them they stay within an event. */
const BYTES_PER_STEP = 800_000;

/** Rows of one or more statements, by the statement's index, in the order of the file: at most ROWS_PER_STEP and BYTES_PER_STEP together. */
export type Portion = Map<number, Candidate[]>;

/** Cuts the rows of a file, as they come, into portions. */
export class Portions {
  readonly #counters = new Map<number, OccurrenceCounter>();
  readonly #ready: Portion[] = [];
  #open: Portion = new Map();
  #count = 0;
  #bytes = 0;

  add(row: ParsedRow, index: number): void {
    const fingerprint = rowFingerprint(row);
    const occurrence = this.#counterOf(index).next(fingerprint);
    const bytes = Buffer.byteLength(JSON.stringify(row));
    if (this.#bytes + bytes > BYTES_PER_STEP) this.cut();
    this.#bytes += bytes;
    const candidates = this.#open.get(index);
    const candidate = { row, fingerprint, occurrence };
    if (candidates) candidates.push(candidate);
    else this.#open.set(index, [candidate]);
    if (++this.#count === ROWS_PER_STEP) this.cut();
  }

  /** Of a table as many accounts alternate; in other files a statement that is over does not come again. */
  #counterOf(index: number): OccurrenceCounter {
    const known = this.#counters.get(index);
    if (known) return known;
    const counter = new OccurrenceCounter();
    this.#counters.set(index, counter);
    const [oldest] = this.#counters.keys();
    if (this.#counters.size > LIMITS.openStatements && oldest !== undefined) this.#counters.delete(oldest);
    return counter;
  }

  /** What comes next does not belong into one portion with what came. */
  cut(): void {
    if (this.#count > 0) this.#ready.push(this.takeRest());
  }

  /** The portions that are full. */
  takeReady(): Portion[] {
    return this.#ready.splice(0);
  }

  takeRest(): Portion {
    const rest = this.#open;
    this.#open = new Map();
    this.#count = 0;
    this.#bytes = 0;
    return rest;
  }
}
