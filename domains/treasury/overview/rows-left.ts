import { and, eq, ne, sum } from 'drizzle-orm';
import { rowTotals } from '#db/schema/reconciliation.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';

/** How many bank rows in the view are left to clear. */
export async function rowsLeft(tx: TenantTx, view: EntityView): Promise<number> {
  const [row] = await tx
    .select({ rows: sum(rowTotals.rowCount).mapWith(Number) })
    .from(rowTotals)
    .where(
      and(
        eq(rowTotals.tenantId, tx.scope.tenantId),
        ne(rowTotals.queue, 'cleared'),
        inView(rowTotals.entityId, view),
      ),
    );
  return row?.rows ?? 0;
}
