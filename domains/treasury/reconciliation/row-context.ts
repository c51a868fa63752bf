import { and, eq, inArray } from 'drizzle-orm';
import { businessPartnerAccounts, businessPartners } from '#db/schema/invoices.ts';
import { bankAccounts, statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { signedAmount } from '../../erp/statements/signed-amount.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { normaliseAccount } from './matching/accounts.ts';

/** Whose account it is on the other side, as far as documents have named it. */
export async function partnerOfAccount(
  tx: TenantTx,
  account: string | null,
): Promise<{ id: Id; name: string } | null> {
  const normalised = normaliseAccount(account);
  if (!normalised) return null;
  const [partner] = await tx
    .select({ id: businessPartners.id, name: businessPartners.name })
    .from(businessPartnerAccounts)
    .innerJoin(
      businessPartners,
      and(
        eq(businessPartners.tenantId, businessPartnerAccounts.tenantId),
        eq(businessPartners.id, businessPartnerAccounts.businessPartnerId),
      ),
    )
    .where(
      and(
        eq(businessPartnerAccounts.tenantId, tx.scope.tenantId),
        eq(businessPartnerAccounts.account, normalised),
      ),
    )
    .limit(1);
  return partner ?? null;
}

/** The other rows that the same answer explains: the far side of a transfer, the booking that was reversed. */
export async function matesOf(tx: TenantTx, ids: readonly Id[]) {
  if (ids.length === 0) return [];
  const { tenantId, entities } = tx.scope;
  const rows = await tx
    .select({
      id: statementRows.id,
      date: statementRows.transactionDate,
      account: bankAccounts.shortName,
      party: statementRows.counterpartyName,
      text: statementRows.description,
      direction: statementRows.direction,
      amount: statementRows.amount,
      currency: statementRows.currency,
    })
    .from(statementRows)
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.tenantId, statementRows.tenantId),
        eq(bankAccounts.id, statementRows.bankAccountId),
      ),
    )
    .where(
      and(
        eq(statementRows.tenantId, tenantId),
        inArray(statementRows.id, [...ids]),
        inView(statementRows.entityId, entities),
      ),
    );
  return rows.map(({ direction, amount, ...row }) => ({
    ...row,
    amount: signedAmount({ amount, direction }),
  }));
}
