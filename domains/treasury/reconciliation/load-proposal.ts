import { and, eq } from 'drizzle-orm';
import { reconciliations } from '#db/schema/reconciliation.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import type { Proposal } from './decide.ts';
import { proposalFields } from './events.ts';

/** What the engine proposes for the row, checked as it is read; null when it proposes nothing. */
export async function loadProposal(tx: TenantTx, rowId: Id): Promise<Proposal | null> {
  const [found] = await tx
    .select({ proposal: reconciliations.proposal })
    .from(reconciliations)
    .where(and(eq(reconciliations.tenantId, tx.scope.tenantId), eq(reconciliations.id, rowId)));
  return found?.proposal ? proposalFields.parse(found.proposal) : null;
}
