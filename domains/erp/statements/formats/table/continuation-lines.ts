import type { ProblemReporter } from '../problems.ts';
import type { SourceRecord } from './columns.ts';
import type { Layout } from './layout.ts';

/** Lines with nothing but a description, below that of the row above: said once, since every row may have one. */
export class ContinuationLines {
  #first: SourceRecord | null = null;
  #count = 0;

  /** Whether the record is such a line. */
  take(record: SourceRecord, { columns }: Layout): boolean {
    const texts = new Set((columns.description ?? []).filter((column) => column > 0));
    const isOne =
      texts.size > 0 && record.cells.every((cell, column) => texts.has(column) || cell.trim() === '');
    if (!isOne) return false;
    this.#first ??= record;
    this.#count++;
    return true;
  }

  say(problems: ProblemReporter): void {
    if (this.#first === null) return;
    const lines = this.#count === 1 ? 'This line goes' : `This line and ${this.#count - 1} like it go`;
    const message = `${lines} on with the description of the row above; what is written there is left out.`;
    problems.warn(this.#first.line, 'line.skipped', message, this.#first.raw);
  }
}
