import type { ParsedRow } from '../../parsed-statement.ts';
import { DecimalSum } from '../amounts.ts';
import type { Fee } from './money.ts';

/**
 * A fee as a row of its own. It names its parent where it is of the same statement (`isHere`); the balance of the record is
 * the one after the last of its fees.
 */
export function feeRow(
  parent: ParsedRow,
  fee: Fee,
  rowNumber: number,
  isHere: boolean,
  isLast: boolean,
): ParsedRow {
  return {
    ...parent,
    ...fee,
    rowNumber,
    balanceAfter: isLast && isHere ? parent.balanceAfter : null,
    remittance: { unstructured: null, structured: [] },
    instructedAmount: null,
    exchangeRate: null,
    parentRow: isHere ? parent.rowNumber : null,
  };
}

/** What a row and those of its fees that are in its currency do to the account together, signed. */
export function withFees(row: ParsedRow, fees: readonly Fee[]): string {
  const total = new DecimalSum();
  total.add(row.amount, row.direction === 'debit');
  for (const { amount, direction, currency } of fees)
    if (currency === row.currency) total.add(amount, direction === 'debit');
  return total.toString();
}
