import { decimalsOf } from '../amounts.ts';
import { type BookedRow, bookedRow } from '../booked-row.ts';
import { field, given, impliedAmount, joinCut } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import type { TextLine } from '../text-lines.ts';
import { currencyOf } from './currency.ts';
import { readDate } from './values.ts';

/** Common concepts (concepto común) that say what a row is. The bank's own (concepto propio) stands behind them. */
const CHEQUES = '01';
const CORRECTIONS = '98';
/** The standard has five records of concepts and one of the original amount. */
const MAX_RECORDS = 50;

/** A main movement record (22) with its concepts (23) and its original amount (24). */
export class Movement {
  readonly line: number;
  readonly #main: string;
  readonly #records: string[] = [];
  readonly #texts: string[] = [];
  #equivalent: string | null = null;

  constructor({ text, number }: TextLine) {
    this.line = number;
    this.#main = text;
  }

  get raw(): string {
    return [this.#main, ...this.#records].join('\n');
  }

  /** False when a movement cannot have so many records. */
  add(record: string): boolean {
    if (this.#records.length >= MAX_RECORDS) return false;
    this.#records.push(record);
    if (record.startsWith('24')) this.#equivalent = record;
    else this.#texts.push(record.slice(4, 42).padEnd(38), record.slice(42, 80).padEnd(38));
    return true;
  }

  /** The row, or null when its date, sign or amount cannot be read; `problems` then says so. */
  read(currency: string, problems: ProblemReporter): BookedRow | null {
    const main = this.#main;
    const bookingDate = readDate(main.slice(10, 16), 'operation date', this.line, main, problems);
    if (bookingDate === null) return null;
    const mark = main.slice(27, 28);
    if (mark !== '1' && mark !== '2') {
      const message = `“${mark}” is neither debit (1) nor credit (2).`;
      problems.error(this.line, 'amount.invalid', message, this.raw);
      return null;
    }
    const amount = impliedAmount(field(main, 29, 42), 2, decimalsOf(currency));
    if (typeof amount !== 'string') {
      problems.error(this.line, amount.code, amount.message, this.raw);
      return null;
    }
    const concept = field(main, 23, 24);
    const document = given(field(main, 43, 52));
    const references = [given(field(main, 53, 64)), given(field(main, 65, 80))].filter((r) => r !== null);
    const text = joinCut(this.#texts);
    return bookedRow({
      bookingDate,
      valueDate: readDate(main.slice(16, 22), 'value date', this.line, main, problems, 'warning'),
      amount,
      direction: mark === '1' ? 'debit' : 'credit',
      currency,
      isReversal: concept === CORRECTIONS,
      reference: references[0] ?? null,
      bankReference: document,
      chequeNumber: concept === CHEQUES ? document : null,
      transactionCode: given(concept) && concept + field(main, 25, 27).padStart(3, '0'),
      description: text || references.join(' '),
      remittance: {
        unstructured: text || null,
        structured: references.map((number) => ({ type: 'reference', number })),
      },
      instructedAmount: this.#instructedAmount(currency, problems),
      line: this.line,
    });
  }

  /** The amount before conversion (24); one in the account's own currency says nothing. */
  #instructedAmount(currency: string, problems: ProblemReporter): BookedRow['instructedAmount'] {
    const record = this.#equivalent;
    if (record === null) return null;
    const original = currencyOf(record.slice(4, 7));
    if (original === currency) return null;
    const amount = original && impliedAmount(field(record, 8, 21), 2, decimalsOf(original));
    if (original !== null && typeof amount === 'string') return { amount, currency: original };
    const message = 'The amount before conversion (24) cannot be read.';
    problems.warn(this.line, 'amount.invalid', message, record);
    return null;
  }
}
