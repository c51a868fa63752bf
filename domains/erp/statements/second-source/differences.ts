import type { z } from 'zod';
import type { Id } from '#lib/ids.ts';
import type { differenceFields } from '../events.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { signedAmount } from '../signed-amount.ts';
import type { DayAmount } from './compare.ts';

/** Something in which a second source and the leading one differ. */
export type Difference = z.output<typeof differenceFields>;

const MAX_DESCRIPTION = 200;

/** A row that only one of them has; `rowId` where it is on record. */
export function ofRow(
  kind: 'onlyHere' | 'onlyLeading',
  row: DayAmount & Pick<ParsedRow, 'currency' | 'description' | 'rowNumber'>,
  rowId: Id | null,
): Difference {
  return {
    kind,
    date: row.bookingDate,
    amount: signedAmount(row),
    leadingAmount: null,
    currency: row.currency,
    description: row.description.slice(0, MAX_DESCRIPTION),
    rowNumber: row.rowNumber,
    rowId,
  };
}

/** The day's closing balances of both; signed. */
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
