import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { driverOf } from './client.ts';
import { allDone } from './errors.ts';
import type { ProjectionTx } from './event-store/projector.ts';
import { arrayLiteral, insertRows } from './insert.ts';

type Bucket<T extends PgTable> = T['$inferInsert'] & { readonly id: string };

/**
 * Adds each row's `sums` (counts and amounts, of either sign) to the bucket with its id, which is made where it is missing. A bucket that has come to
 * nothing is deleted, so that every order of events leaves the same rows. One row an id.
 */
export async function addToBuckets<T extends PgTable>(
  tx: ProjectionTx,
  table: T,
  rows: readonly Bucket<T>[],
  sums: readonly (keyof T['$inferInsert'] & string)[],
): Promise<void> {
  if (rows.length === 0) return;
  const name = getTableName(table);
  const columns = sums.map((sum) => getTableColumns(table)[sum]?.name ?? sum);
  // In one order for everybody: two that add to the same buckets never wait for each other in a circle.
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const added = columns.map((column) => `${column} = ${name}.${column} + excluded.${column}`);
  const empty = columns.map((column) => `${column} = 0`);
  await allDone([
    insertRows(tx, table, sorted, `ON CONFLICT (tenant_id, id) DO UPDATE SET ${added.join(', ')}`),
    driverOf(tx).unsafe(
      `DELETE FROM ${name} WHERE tenant_id = $1 AND ${empty.join(' AND ')} AND id = ANY ($2::text::uuid[])`,
      [tx.tenantId, arrayLiteral(sorted.map(({ id }) => id))],
    ),
  ]);
}
