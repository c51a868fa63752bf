import { addToBuckets } from '#db/buckets.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { rowTotals } from '#db/schema/reconciliation.ts';
import { addDecimals, type Decimal, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { derivedId, type Id } from '#lib/ids.ts';

/** One row that enters (+1) or leaves (−1) a bucket. `amount` is unsigned; `direction` gives its sign. */
export type RowMove = {
  readonly bankAccountId: Id;
  readonly entityId: string;
  readonly currency: string;
  readonly queue: string;
  readonly direction: string;
  readonly amount: string;
  readonly count: 1 | -1;
};

type Bucket = { move: RowMove; amount: Decimal; volume: Decimal; count: number };

/** Adds the moves to the projected totals. */
export async function addToRowTotals(tx: ProjectionTx, moves: readonly RowMove[]): Promise<void> {
  const buckets = new Map<string, Bucket>();
  for (const move of moves) {
    const id = derivedId(tx.tenantId, 'row-total', move.bankAccountId, move.queue);
    const unsigned = parseDecimal(move.amount);
    const volume = move.count === 1 ? unsigned : negateDecimal(unsigned);
    const amount = move.direction === 'credit' ? volume : negateDecimal(volume);
    const bucket = buckets.get(id);
    buckets.set(
      id,
      bucket
        ? {
            move,
            amount: addDecimals(bucket.amount, amount),
            volume: addDecimals(bucket.volume, volume),
            count: bucket.count + move.count,
          }
        : { move, amount, volume, count: move.count },
    );
  }
  const rows = [...buckets].map(([id, { move, amount, volume, count }]) => ({
    tenantId: tx.tenantId,
    id,
    bankAccountId: move.bankAccountId,
    entityId: move.entityId,
    currency: move.currency,
    queue: move.queue,
    amount: formatDecimal(amount),
    volume: formatDecimal(volume),
    rowCount: count,
  }));
  await addToBuckets(tx, rowTotals, rows, ['amount', 'volume', 'rowCount']);
}
