import { DecimalSum, sameAmount, signed } from '../amounts.ts';
import type { TableRow } from './row.ts';

/** The change of the balance tells the direction of an amount without sign. False when it does not. */
export function signByBalance(read: TableRow, before: string | null): boolean {
  if (before === null || read.balance === null) return false;
  const change = new DecimalSum();
  change.add(read.balance);
  change.add(before, true);
  const rose = sameAmount(change.toString(), read.amount);
  if (!rose && !sameAmount(change.toString(), signed(read.amount, true))) return false;
  read.direction = rose ? 'credit' : 'debit';
  return true;
}
