import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
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

/** Adds the deltas to the projected totals. A bucket without items is deleted, so that every order of events leaves the same rows. */
export async function addToTotals(tx: ProjectionTx, deltas: readonly TotalDelta[]): Promise<void> {
  const buckets = new Map<string, TotalDelta>();
  for (const delta of deltas) {
    const key = [delta.entityId, delta.direction, delta.currency, delta.dueDate].join('\u001f');
    const sum = buckets.get(key);
    const amount = sum
      ? formatDecimal(addDecimals(parseDecimal(sum.amount), parseDecimal(delta.amount)))
      : delta.amount;
    buckets.set(key, { ...delta, amount, count: delta.count + (sum?.count ?? 0) });
  }
  if (buckets.size === 0) return;
  const rows = [...buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = (value: (delta: TotalDelta, key: string) => string) =>
    arrayLiteral(rows.map(([key, delta]) => value(delta, key)));
  await driverOf(tx).unsafe(
    `INSERT INTO open_item_totals AS t (tenant_id, id, entity_id, direction, currency, due_date, open_amount, item_count)
     SELECT $1::uuid, d.* FROM unnest($2::text::uuid[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::date[],
       $7::text::numeric[], $8::text::int[]) AS d
     ON CONFLICT (tenant_id, id) DO UPDATE
       SET open_amount = t.open_amount + excluded.open_amount, item_count = t.item_count + excluded.item_count`,
    [
      tx.tenantId,
      column((_, key) => derivedId(tx.tenantId, 'open-item-total', key)),
      column((d) => d.entityId),
      column((d) => d.direction),
      column((d) => d.currency),
      column((d) => d.dueDate),
      column((d) => d.amount),
      column((d) => String(d.count)),
    ],
    { prepare: true },
  );
  await driverOf(tx).unsafe(
    `DELETE FROM open_item_totals WHERE tenant_id = $1 AND item_count = 0 AND open_amount = 0 AND id = ANY ($2::text::uuid[])`,
    [tx.tenantId, column((_, key) => derivedId(tx.tenantId, 'open-item-total', key))],
    { prepare: true },
  );
}
