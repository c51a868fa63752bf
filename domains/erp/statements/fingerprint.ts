import { createHash } from 'node:crypto';
import { NumberSet } from './number-set.ts';
import type { ParsedRow } from './parsed-statement.ts';

/** What tells a bank row apart from others of its account. */
type IdentifyingFields = Pick<
  ParsedRow,
  | 'bookingDate'
  | 'valueDate'
  | 'amount'
  | 'direction'
  | 'currency'
  | 'description'
  | 'reference'
  | 'bankReference'
  | 'endToEndId'
  | 'mandateId'
  | 'chequeNumber'
>;

/**
 * SHA-256 (hex) of what identifies a bank row. It does not depend on how an amount or text is written: 5.0 and 5.00,
 * line breaks, blanks and case make no difference. Two real payments may share it: see `OccurrenceCounter`.
 */
export function rowFingerprint(row: IdentifyingFields): string {
  const fields = [
    'row-1',
    row.bookingDate,
    row.valueDate ?? '',
    normaliseAmount(row.amount),
    row.direction,
    row.currency,
    normaliseText(row.description),
    ...[row.reference, row.bankReference, row.endToEndId, row.mandateId, row.chequeNumber].map((reference) =>
      normaliseText(reference ?? ''),
    ),
  ];
  return createHash('sha256').update(fields.join('\u001f')).digest('hex');
}

/** Counts identical rows as they come: 1 for the first of a fingerprint, 2 for its twin. */
export class OccurrenceCounter {
  readonly #seen = new NumberSet();
  /** How often those came that came more than once. */
  readonly #twins = new Map<number, number>();

  /** By the first 52 bits: two rows that share them count as twins, each time alike. */
  next(fingerprint: string): number {
    const key = Number.parseInt(fingerprint.slice(0, 13), 16);
    if (this.#seen.add(key)) return 1;
    const occurrence = (this.#twins.get(key) ?? 1) + 1;
    this.#twins.set(key, occurrence);
    return occurrence;
  }
}

function normaliseAmount(amount: string): string {
  const plain = amount.replace(/^0+(?=\d)/, '');
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}

function normaliseText(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
}
