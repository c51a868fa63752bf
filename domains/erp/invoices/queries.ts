import { and, count, eq } from 'drizzle-orm';
import { invoices } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';

/** How many documents there are in the view. */
export async function countDocuments(tx: TenantTx, view: EntityView): Promise<number> {
  const [row] = await tx
    .select({ documents: count() })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tx.scope.tenantId), inView(invoices.entityId, view)));
  return row?.documents ?? 0;
}
