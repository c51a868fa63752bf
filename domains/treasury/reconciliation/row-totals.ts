import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
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

/** Adds the moves to the projected totals. An empty bucket is deleted, so that every order of events leaves the same rows. */
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
  if (buckets.size === 0) return;
  const rows = [...buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = (value: (bucket: Bucket, id: Id) => string) =>
    arrayLiteral(rows.map(([id, bucket]) => value(bucket, id)));
  const ids = column((_, id) => id);
  await driverOf(tx).unsafe(
    `INSERT INTO row_totals AS t (tenant_id, id, bank_account_id, entity_id, currency, queue, amount, volume, row_count)
     SELECT $1::uuid, d.* FROM unnest($2::text::uuid[], $3::text::uuid[], $4::text::text[], $5::text::text[], $6::text::text[],
       $7::text::numeric[], $8::text::numeric[], $9::text::int[]) AS d
     ON CONFLICT (tenant_id, id) DO UPDATE SET amount = t.amount + excluded.amount, volume = t.volume + excluded.volume,
       row_count = t.row_count + excluded.row_count`,
    [
      tx.tenantId,
      ids,
      column(({ move }) => move.bankAccountId),
      column(({ move }) => move.entityId),
      column(({ move }) => move.currency),
      column(({ move }) => move.queue),
      column((bucket) => formatDecimal(bucket.amount)),
      column((bucket) => formatDecimal(bucket.volume)),
      column((bucket) => String(bucket.count)),
    ],
    { prepare: true },
  );
  await driverOf(tx).unsafe(
    'DELETE FROM row_totals WHERE tenant_id = $1 AND row_count = 0 AND id = ANY ($2::text::uuid[])',
    [tx.tenantId, ids],
    { prepare: true },
  );
}
