import { type BookedRow, bookedRow } from '../booked-row.ts';
import { dayMonthYear, field, given, joinCut } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import type { TextLine } from '../text-lines.ts';
import { cfonbAmount } from './amount.ts';
import { type Complement, readComplements } from './complements.ts';
import { commonOf } from './record.ts';

/** The interbank code of a cheque that was paid: its entry number is the cheque's. */
const CHEQUE = '01';
const MAX_COMPLEMENTS = 200;

/** A movement (04) with its complements (05). */
export class Movement {
  readonly line: number;
  readonly #main: string;
  readonly #records: string[] = [];
  readonly #complements: Complement[] = [];

  constructor({ text, number }: TextLine) {
    this.line = number;
    this.#main = text;
  }

  get raw(): string {
    return [this.#main, ...this.#records].join('\n');
  }

  /** False when there are too many. */
  add(record: string): boolean {
    if (this.#records.length >= MAX_COMPLEMENTS) return false;
    this.#records.push(record);
    this.#complements.push({ qualifier: record.slice(45, 48), text: record.slice(48, 118) });
    return true;
  }

  /** The row, or null when its date or amount cannot be read; `problems` then says so. */
  read(currency: string, problems: ProblemReporter): BookedRow | null {
    const main = this.#main;
    const booked = readDate(main.slice(34, 40), 'booking date', this.line, main, problems, true);
    if (booked === null) return null;
    const amount = cfonbAmount(field(main, 91, 104), commonOf(main).decimals, currency);
    if ('code' in amount) {
      problems.error(this.line, amount.code, amount.message, this.raw);
      return null;
    }
    const direction = amount.negative ? 'debit' : 'credit';
    const { description, unread, bankReference, returnReason, ...details } = readComplements(
      this.#complements,
      direction,
    );
    for (const qualifier of unread) {
      const message = `The amount of the complement ${qualifier} cannot be read.`;
      problems.warn(this.line, 'amount.invalid', message, this.raw);
    }
    const entry = given(field(main, 82, 88));
    const operation = given(field(main, 33, 34));
    const rejection = given(field(main, 41, 42));
    const label = joinCut([main.slice(48, 79)]);
    return bookedRow({
      ...details,
      bookingDate: booked,
      valueDate: readDate(main.slice(42, 48), 'value date', this.line, main, problems, false),
      amount: amount.amount,
      direction,
      currency,
      reference: given(field(main, 105, 120)),
      bankReference: bankReference ?? entry,
      chequeNumber: operation === CHEQUE ? entry : null,
      transactionCode: operation,
      businessCode: given(field(main, 8, 11)),
      description: [label, description].filter((part) => part !== '').join(' '),
      returnReason: rejection === null ? returnReason : { code: rejection, text: returnReason?.text ?? null },
      line: this.line,
    });
  }
}

/** JJMMAA as a calendar date. Null, and a problem, when there is none; blanks are none without a word if optional. */
export function readDate(
  text: string,
  name: string,
  line: number,
  raw: string,
  problems: ProblemReporter,
  required: boolean,
): string | null {
  if (!required && given(text) === null) return null;
  const date = dayMonthYear(text);
  if (date === null) {
    const message = `“${text}” is no ${name}.`;
    if (required) problems.error(line, 'date.invalid', message, raw);
    else problems.warn(line, 'date.invalid', message, raw);
    return null;
  }
  if (date.adjusted) {
    const message = `The ${name} “${text}” does not exist; the last day of its month stands for it.`;
    problems.warn(line, 'date.adjusted', message, raw);
  }
  return date.date;
}
