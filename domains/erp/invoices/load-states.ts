import { and, eq } from 'drizzle-orm';
import { isAnyOf } from '#db/is-any-of.ts';
import { invoices } from '#db/schema/invoices.ts';
import { entities, tenants } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError, type Problem } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import type { InvoiceState } from './decide.ts';
import type { Company } from './document.ts';

/** What is known of these documents; a document that is not in the map is new. */
export async function loadStates(tx: TenantTx, ids: readonly Id[]): Promise<Map<Id, InvoiceState>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: invoices.id,
      status: invoices.status,
      contentHash: invoices.contentHash,
      version: invoices.version,
      reasons: invoices.rejectionReasons,
    })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tx.scope.tenantId), isAnyOf(invoices.id, ids)));
  return new Map(
    rows.map(({ id, status, contentHash, version, reasons }): [Id, InvoiceState] => [
      id,
      status === 'rejected'
        ? { status, contentHash, version, reasons: reasons as Problem[] }
        : { status: 'received', contentHash, version },
    ]),
  );
}

/** The group's entities and its usual payment terms. */
export async function loadCompany(tx: TenantTx): Promise<Company> {
  const { tenantId } = tx.scope;
  const [[tenant], rows] = await Promise.all([
    tx
      .select({ defaultPaymentTermsDays: tenants.defaultPaymentTermsDays })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
    tx
      .select({ code: entities.code, vatIds: entities.vatIds })
      .from(entities)
      .where(eq(entities.tenantId, tenantId)),
  ]);
  if (!tenant) throw new NexusError('notFound', 'This company does not exist.');
  return { defaultPaymentTermsDays: tenant.defaultPaymentTermsDays, entities: rows };
}
