import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
} from '#lib/decimal.ts';
import { NexusError } from '#lib/errors.ts';
import type { Allocation, ItemFacts, RowFacts } from './decide.ts';

/** Whether money of this direction settles the item: credits settle receivables, debits payables, credit notes the other way. */
export function settles(
  row: Pick<RowFacts, 'direction'>,
  item: Pick<ItemFacts, 'direction' | 'documentType'>,
): boolean {
  const natural = (row.direction === 'credit') === (item.direction === 'receivable');
  return item.documentType === 'creditNote' ? !natural : natural;
}

/** Spreads the row over the picked items in the order picked, each up to what is open. Credit notes add to what the others can take. */
export function spread(
  row: RowFacts,
  items: ReadonlyMap<string, ItemFacts>,
  picked: readonly string[],
): Allocation[] {
  const found = picked.map((id) => {
    const item = items.get(id);
    if (!item) throw new NexusError('conflict', 'One of the items is no longer open.');
    if (item.currency !== row.currency) {
      throw new NexusError('invalid', `The row is in ${row.currency}, one of the items in ${item.currency}.`);
    }
    return item;
  });
  let left: Decimal = parseDecimal(row.amount);
  const allocations: Allocation[] = [];
  const take = (item: ItemFacts, amount: Decimal, signed: Decimal) => {
    left = addDecimals(left, negateDecimal(signed));
    allocations.push({
      openItemId: item.openItemId,
      invoiceId: item.invoiceId,
      invoiceVersion: item.invoiceVersion,
      amount: formatDecimal(amount),
      currency: item.currency,
      rowAmount: formatDecimal(signed),
      rate: null,
      differences: [],
    });
  };
  for (const item of found.filter((item) => !settles(row, item))) {
    const open = parseDecimal(item.openAmount);
    take(item, open, negateDecimal(open));
  }
  for (const item of found.filter((item) => settles(row, item))) {
    const open = parseDecimal(item.openAmount);
    const amount = compareDecimals(open, left) <= 0 ? open : left;
    if (amount.coefficient > 0n) take(item, amount, amount);
  }
  if (compareDecimals(left, parseDecimal(row.amount)) >= 0) {
    throw new NexusError('invalid', 'None of the items can take money that moves this way.');
  }
  return allocations;
}
