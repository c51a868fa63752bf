import { and, asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '#db/schema/identity.ts';
import {
  businessPartners,
  documentReferences,
  invoiceLineItems,
  invoices,
  openItems,
} from '#db/schema/invoices.ts';
import { inboundMessages, integrations } from '#db/schema/platform.ts';
import { reconciliationAllocations, reconciliations } from '#db/schema/reconciliation.ts';
import { bankAccounts, statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';

/** Lines shown of one document; all of them are in its message. */
export const MAX_LINES = 500;

const reasons = z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }));
const discounts = z.array(z.object({ percent: z.string(), until: z.string(), base: z.string().nullable() }));
const differences = z.array(z.object({ reason: z.string(), amount: z.string() }));

/** Everything that is known of a document: amounts, numbers, lines, open items, what settled them. Throws a NexusError `notFound`. */
export async function documentDetail(tx: TenantTx, id: Id) {
  const document = await findDocument(tx, id);
  const { tenantId } = tx.scope;
  const [references, lines, items, settlements] = await Promise.all([
    tx
      .select({ kind: documentReferences.kind, number: documentReferences.number })
      .from(documentReferences)
      .where(and(eq(documentReferences.tenantId, tenantId), eq(documentReferences.invoiceId, id)))
      .orderBy(asc(documentReferences.kind), asc(documentReferences.number)),
    tx
      .select()
      .from(invoiceLineItems)
      .where(and(eq(invoiceLineItems.tenantId, tenantId), eq(invoiceLineItems.invoiceId, id)))
      .orderBy(asc(invoiceLineItems.lineNumber))
      .limit(MAX_LINES + 1),
    tx
      .select()
      .from(openItems)
      .where(and(eq(openItems.tenantId, tenantId), eq(openItems.invoiceId, id)))
      .orderBy(asc(openItems.instalment)),
    loadSettlements(tx, id),
  ]);
  return {
    document: { ...document, reasons: reasons.parse(document.rejectionReasons) },
    references,
    lines: lines.slice(0, MAX_LINES),
    hasMoreLines: lines.length > MAX_LINES,
    items: items.map((item) => ({ ...item, discounts: discounts.parse(item.discounts) })),
    settlements: settlements.map((one) => ({ ...one, differences: differences.parse(one.differences) })),
  };
}

export type DocumentDetail = Awaited<ReturnType<typeof documentDetail>>;

async function findDocument(tx: TenantTx, id: Id) {
  const { tenantId, entities } = tx.scope;
  const found = isId(id)
    ? await tx
        .select({ document: invoices, partner: businessPartners.name })
        .from(invoices)
        .leftJoin(
          businessPartners,
          and(
            eq(businessPartners.tenantId, invoices.tenantId),
            eq(businessPartners.id, invoices.businessPartnerId),
          ),
        )
        .where(and(eq(invoices.tenantId, tenantId), eq(invoices.id, id), inView(invoices.entityId, entities)))
    : [];
  const [first] = found;
  if (!first) throw new NexusError('notFound', 'There is no such document.');
  return { ...first.document, partner: first.partner ?? first.document.vendorName };
}

/** The bank rows that settle the document, newest first, each with how much of which instalment. */
function loadSettlements(tx: TenantTx, id: Id) {
  return tx
    .select({
      id: reconciliationAllocations.id,
      rowId: statementRows.id,
      statementId: statementRows.statementId,
      rowNumber: statementRows.rowNumber,
      account: bankAccounts.shortName,
      date: statementRows.transactionDate,
      party: statementRows.counterpartyName,
      text: statementRows.description,
      rowDirection: statementRows.direction,
      rowAmount: reconciliationAllocations.rowAmount,
      rowCurrency: statementRows.currency,
      amount: reconciliationAllocations.amount,
      currency: reconciliationAllocations.currency,
      rate: reconciliationAllocations.rate,
      differences: reconciliationAllocations.differences,
      instalment: openItems.instalment,
      origin: reconciliations.origin,
      status: reconciliations.status,
      resolvedBy: users.name,
    })
    .from(reconciliationAllocations)
    .innerJoin(
      reconciliations,
      and(
        eq(reconciliations.tenantId, reconciliationAllocations.tenantId),
        eq(reconciliations.id, reconciliationAllocations.reconciliationId),
      ),
    )
    .innerJoin(
      openItems,
      and(
        eq(openItems.tenantId, reconciliationAllocations.tenantId),
        eq(openItems.id, reconciliationAllocations.openItemId),
      ),
    )
    .innerJoin(
      statementRows,
      and(
        eq(statementRows.tenantId, reconciliations.tenantId),
        eq(statementRows.id, reconciliations.statementRowId),
      ),
    )
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.tenantId, statementRows.tenantId),
        eq(bankAccounts.id, statementRows.bankAccountId),
      ),
    )
    .leftJoin(
      users,
      and(eq(users.tenantId, reconciliations.tenantId), eq(users.id, reconciliations.resolvedBy)),
    )
    .where(
      and(
        eq(reconciliationAllocations.tenantId, tx.scope.tenantId),
        eq(reconciliationAllocations.invoiceId, id),
      ),
    )
    .orderBy(desc(statementRows.transactionDate), asc(openItems.instalment));
}

/** The message in which the document came; null when it came otherwise. `body` is null once retention has removed it. */
export async function documentMessage(tx: TenantTx, id: Id) {
  const { inboundMessageId } = await findDocument(tx, id);
  if (inboundMessageId === null) return null;
  const [message] = await tx
    .select({
      messageId: inboundMessages.messageId,
      integration: integrations.name,
      receivedAt: inboundMessages.receivedAt,
      bodySha256: inboundMessages.bodySha256,
      body: inboundMessages.body,
    })
    .from(inboundMessages)
    .leftJoin(
      integrations,
      and(
        eq(integrations.tenantId, inboundMessages.tenantId),
        eq(integrations.id, inboundMessages.integrationId),
      ),
    )
    .where(and(eq(inboundMessages.tenantId, tx.scope.tenantId), eq(inboundMessages.id, inboundMessageId)));
  return message ?? null;
}

export type DocumentMessage = NonNullable<Awaited<ReturnType<typeof documentMessage>>>;
