import type { statementRows } from '#db/schema/statements.ts';
import { compareDecimals, parseDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import type { TransactionType } from './transaction-type.ts';

/** A document that explains (part of) a row. */
export type RowDocument = { readonly id: Id; readonly number: string };

/** One row in the bank's order; amounts are signed decimal strings, cash in above zero. */
export type RowInStatement = Omit<typeof statementRows.$inferSelect, 'details' | 'raw'> & {
  readonly signed: string;
  readonly type: TransactionType;
  /** Opening plus the booked rows up to here; null when the bank gives no opening balance. */
  readonly running: string | null;
  readonly decision: {
    readonly kind: string;
    readonly category: string | null;
    readonly reason: string | null;
  } | null;
  readonly documents: readonly RowDocument[];
  /** Where the booked row stands that an announced one became. */
  readonly bookedAs: { readonly statementId: Id; readonly date: string } | null;
};

/** Whether the bank's balance after this row is another than the running one. */
export function breaks(row: Pick<RowInStatement, 'running' | 'balanceAfter'>): boolean {
  if (row.running === null || row.balanceAfter === null) return false;
  return compareDecimals(parseDecimal(row.running), parseDecimal(row.balanceAfter)) !== 0;
}
