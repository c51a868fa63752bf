import { addToBuckets } from '#db/buckets.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { openItemTotals } from '#db/schema/invoices.ts';
import { addDecimals, formatDecimal, parseDecimal } from '#lib/decimal.ts';
import { derivedId } from '#lib/ids.ts';

/** By how much the open amount of a due date changes. Credit notes count negatively; `count` is +1 for an item that opens, −1 for one that closes. */
export type TotalDelta = {
  readonly entityId: string;
  readonly direction: string;
  readonly currency: string;
  readonly dueDate: string;
  readonly amount: string;
  readonly count: number;
};

/** The amount with the sign that it has in a sum: a credit note lowers what is open. */
export function signedBy(documentType: string, amount: string): string {
  return documentType === 'creditNote' ? formatDecimal(negate(amount)) : amount;
}

const negate = (amount: string) => {
  const { coefficient, scale } = parseDecimal(amount);
  return { coefficient: -coefficient, scale };
};

/** Adds the deltas to the projected totals. */
export async function addToOpenItemTotals(tx: ProjectionTx, deltas: readonly TotalDelta[]): Promise<void> {
  const buckets = new Map<string, TotalDelta>();
  for (const delta of deltas) {
    const key = [delta.entityId, delta.direction, delta.currency, delta.dueDate].join('\u001f');
    const sum = buckets.get(key);
    const amount = sum
      ? formatDecimal(addDecimals(parseDecimal(sum.amount), parseDecimal(delta.amount)))
      : delta.amount;
    buckets.set(key, { ...delta, amount, count: delta.count + (sum?.count ?? 0) });
  }
  const rows = [...buckets].map(([key, { entityId, direction, currency, dueDate, amount, count }]) => ({
    tenantId: tx.tenantId,
    id: derivedId(tx.tenantId, 'open-item-total', key),
    entityId,
    direction,
    currency,
    dueDate,
    openAmount: amount,
    itemCount: count,
  }));
  await addToBuckets(tx, openItemTotals, rows, ['openAmount', 'itemCount']);
}
