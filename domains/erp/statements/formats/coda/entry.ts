import type { ParsedRow } from '../../parsed-statement.ts';
import { DecimalSum } from '../amounts.ts';
import { type BookedRow, bookedRow } from '../booked-row.ts';
import { field, given } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS } from '../reader.ts';
import type { Movement } from './movement.ts';
import { readDate, signedAmount } from './values.ts';

/** Operations of every family that take back or put right another. */
const CORRECTIONS = new Set(['49', '99']);
const MAX_DETAILS = 100_000;

type Detail = ParsedRow['details'][number];

/** One booking: a movement with a simple amount, or a total with its details. */
export class Entry {
  readonly main: Movement;
  readonly currency: string;
  readonly #problems: ProblemReporter;
  readonly #details: Detail[] = [];
  readonly #detailSum = new DecimalSum();
  #hasUnreadDetails = false;
  #last: Movement;
  #raw: string;

  constructor(main: Movement, currency: string, problems: ProblemReporter) {
    this.main = main;
    this.currency = currency;
    this.#problems = problems;
    this.#last = main;
    this.#raw = main.record;
  }

  get raw(): string {
    return this.#raw;
  }

  /** Types 5 to 9 are details of the total that came before with the same sequence number. */
  takes(movement: Movement): boolean {
    return isDetail(movement) && movement.sequence === this.main.sequence;
  }

  addMovement(movement: Movement): void {
    this.#finishDetail();
    this.#last = movement;
    this.#keepRaw(movement.record);
  }

  /** Records 2.2, 2.3 and 3.x belong to the movement before them. False when they have no place. */
  addRecord(record: string): boolean {
    this.#keepRaw(record);
    return this.#last.add(record);
  }

  /** The row, or null when its date or amount cannot be read; the problems then say so. */
  finish(): BookedRow | null {
    this.#finishDetail();
    const { main, currency } = this;
    const { record, line } = main;
    const amount = signedAmount(record, 32, currency);
    if ('code' in amount) {
      this.#problems.error(line, amount.code, amount.message, this.#raw);
      return null;
    }
    const valueDate = readDate(record.slice(47, 53), 'value date', line, record, this.#problems);
    const bookingDate = readDate(record.slice(115, 121), 'entry date', line, record, this.#problems);
    if (bookingDate === null) {
      const message = 'The movement has no entry date.';
      this.#problems.error(line, 'date.missing', message, this.#raw);
      return null;
    }
    this.#checkDetails(amount.amount, amount.negative);
    const remarks = main.remarks;
    const counterparty = main.counterparty(remarks.counterpartyName);
    return bookedRow({
      bookingDate,
      valueDate,
      amount: amount.amount,
      direction: amount.negative ? 'debit' : 'credit',
      currency,
      isReversal: CORRECTIONS.has(field(record, 57, 58)),
      status: isDetail(main) ? 'information' : 'booked',
      bankReference: given(field(record, 11, 31)),
      endToEndId: main.endToEndId,
      mandateId: remarks.mandateId,
      transactionCode: main.transactionCode,
      counterparty,
      description: remarks.text || (counterparty.name ?? ''),
      remittance: { unstructured: remarks.unstructured, structured: remarks.structured },
      returnReason: main.returnReason,
      batch: this.#details.length > 0 ? { id: null, count: this.#details.length } : null,
      details: this.#details,
      line,
    });
  }

  #finishDetail(): void {
    const movement = this.#last;
    if (movement === this.main) return;
    this.#last = this.main;
    const amount = signedAmount(movement.record, 32, this.currency);
    if ('code' in amount || this.#details.length >= MAX_DETAILS) {
      const message = 'code' in amount ? amount.message : `More than ${MAX_DETAILS} details are left out.`;
      if (!this.#hasUnreadDetails || 'code' in amount) {
        this.#problems.error(movement.line, 'detail.notRead', message, movement.record);
      }
      this.#hasUnreadDetails = true;
      return;
    }
    if (movement.type !== '9') this.#detailSum.add(amount.amount, amount.negative);
    const remarks = movement.remarks;
    this.#details.push({
      amount: amount.amount,
      currency: this.currency,
      reference: given(field(movement.record, 11, 31)),
      endToEndId: movement.endToEndId,
      counterparty: movement.counterparty(remarks.counterpartyName),
      description: remarks.text,
      remittance: { unstructured: remarks.unstructured, structured: remarks.structured },
    });
  }

  /** A total is the sum of its details; details of details (9) are in those already. */
  #checkDetails(amount: string, negative: boolean): void {
    if (this.#details.length === 0 || this.#hasUnreadDetails) return;
    this.#detailSum.add(amount, !negative);
    if (this.#detailSum.isZero()) return;
    const message = `The details do not add up to the total of ${amount} ${this.currency}: they differ by ${this.#detailSum} ${this.currency}.`;
    this.#problems.warn(this.main.line, 'batch.mismatch', message, this.main.record);
  }

  #keepRaw(record: string): void {
    if (this.#raw.length < LIMITS.recordBytes) this.#raw += `\n${record}`;
  }
}

export function isDetail(movement: Movement): boolean {
  return movement.type >= '5' && movement.type <= '9';
}
