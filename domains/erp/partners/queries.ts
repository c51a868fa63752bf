import { and, eq } from 'drizzle-orm';
import { businessPartners } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';

export type Partner = { readonly id: Id; readonly name: string };

/** The customer or supplier with this id; null when there is none. */
export async function findPartner(tx: TenantTx, id: Id): Promise<Partner | null> {
  const [partner] = await tx
    .select({ id: businessPartners.id, name: businessPartners.name })
    .from(businessPartners)
    .where(and(eq(businessPartners.tenantId, tx.scope.tenantId), eq(businessPartners.id, id)));
  return partner ?? null;
}
