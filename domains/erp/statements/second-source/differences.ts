import type { z } from 'zod';
import type { Id } from '#lib/ids.ts';
import type { differenceFields } from '../events.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import type { OtherRow } from './load.ts';

/** Something in which a second source and the leading one differ. */
export type Difference = z.output<typeof differenceFields>;

const MAX_DESCRIPTION = 200;

/** A row of the file that is being taken in; `rowId` where it went on record. */
export function ofParsed(kind: 'onlyHere' | 'onlyLeading', row: ParsedRow, rowId: Id | null): Difference {
  return {
    kind,
    date: row.bookingDate,
    amount: row.direction === 'credit' ? row.amount : `-${row.amount}`,
    leadingAmount: null,
    currency: row.currency,
    description: row.description.slice(0, MAX_DESCRIPTION),
    rowNumber: row.rowNumber,
    rowId,
  };
}

/** A row that is here. */
export function ofStored(kind: 'onlyHere' | 'onlyLeading', row: OtherRow): Difference {
  return {
    kind,
    date: row.bookingDate,
    amount: row.direction === 'credit' ? row.amount : `-${row.amount}`,
    leadingAmount: null,
    currency: row.currency,
    description: row.description.slice(0, MAX_DESCRIPTION),
    rowNumber: row.rowNumber,
    rowId: row.id,
  };
}

/** The day's closing balances of both. */
export function ofBalance(date: string, amount: string, leadingAmount: string, currency: string): Difference {
  return {
    kind: 'balance',
    date,
    amount,
    leadingAmount,
    currency,
    description: '',
    rowNumber: null,
    rowId: null,
  };
}
