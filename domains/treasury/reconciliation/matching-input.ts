import { and, asc, eq, gt, isNotNull, ne, sql } from 'drizzle-orm';
import {
  businessPartnerAccounts,
  businessPartners,
  documentReferences,
  invoices,
  openItems,
} from '#db/schema/invoices.ts';
import { bankAccounts, statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import type { Discount, OpenItem, Row } from './matching/types.ts';

/** What an item was when the engine saw it. */
export type ItemKey = { invoiceId: Id; invoiceVersion: number; currency: string };
type OwnAccounts = { account: string; entity: string | null; currency: string | null }[];
export type MatchingInput = {
  items: OpenItem[];
  keys: Map<Id, ItemKey>;
  rows: Row[];
  ownAccounts: OwnAccounts;
};

/** Everything that is open, and in the order of day and id the rows that wait after one of them, at most `limit`. */
export async function loadMatchingInput(
  tx: TenantTx,
  after: Row | null,
  limit: number,
): Promise<MatchingInput> {
  const { items, keys } = await loadOpenItems(tx);
  const rows = await loadWaitingRows(tx, after, limit);
  return { items, keys, rows, ownAccounts: await loadOwnAccounts(tx) };
}

async function loadOpenItems(tx: TenantTx): Promise<{ items: OpenItem[]; keys: Map<Id, ItemKey> }> {
  const { tenantId } = tx.scope;
  const open = and(
    eq(openItems.tenantId, tenantId),
    gt(openItems.openAmount, '0'),
    ne(openItems.settlement, 'paid'),
  );
  const found = await tx
    .select({ item: openItems, invoice: invoices, partner: businessPartners })
    .from(openItems)
    .innerJoin(invoices, and(eq(invoices.tenantId, openItems.tenantId), eq(invoices.id, openItems.invoiceId)))
    .leftJoin(
      businessPartners,
      and(
        eq(businessPartners.tenantId, invoices.tenantId),
        eq(businessPartners.id, invoices.businessPartnerId),
      ),
    )
    .where(open);
  const references = await tx
    .select({
      invoiceId: documentReferences.invoiceId,
      kind: documentReferences.kind,
      number: documentReferences.number,
    })
    .from(documentReferences)
    .innerJoin(
      openItems,
      and(
        eq(openItems.tenantId, documentReferences.tenantId),
        eq(openItems.invoiceId, documentReferences.invoiceId),
      ),
    )
    .where(open);
  const accounts = await tx
    .select({
      partnerId: businessPartnerAccounts.businessPartnerId,
      account: businessPartnerAccounts.account,
    })
    .from(businessPartnerAccounts)
    .where(eq(businessPartnerAccounts.tenantId, tenantId));
  const numbers = Map.groupBy(references, (reference) => reference.invoiceId);
  const accountsOf = Map.groupBy(accounts, (account) => account.partnerId);
  const keys = new Map<Id, ItemKey>();
  const items = found.map(({ item, invoice, partner }): OpenItem => {
    keys.set(item.id, { invoiceId: invoice.id, invoiceVersion: invoice.version, currency: item.currency });
    const known = (numbers.get(invoice.id) ?? []).filter((r) => r.number !== invoice.documentNumber);
    const others = known.filter((reference) => reference.kind !== 'purchaseOrder');
    return {
      id: item.id,
      entity: item.entityId,
      direction: item.direction as OpenItem['direction'],
      documentType: item.documentType as OpenItem['documentType'],
      documentNumber: invoice.documentNumber,
      otherNumbers: [...new Set(others.map((reference) => reference.number))],
      purchaseOrder: known.find((reference) => reference.kind === 'purchaseOrder')?.number ?? null,
      currency: item.currency,
      amount: item.originalAmount,
      openAmount: item.openAmount,
      documentDate: invoice.documentDate,
      dueDate: item.dueDate,
      onHold: item.onHold,
      discounts: item.discounts as Discount[],
      counterparty: partner && {
        id: invoice.vendorId ?? partner.id,
        name: partner.name,
        aliases: partner.aliases,
        accounts: (accountsOf.get(partner.id) ?? []).map((a) => a.account),
      },
    };
  });
  return { items, keys };
}

async function loadWaitingRows(tx: TenantTx, after: Row | null, limit: number): Promise<Row[]> {
  const found = await tx
    .select({ row: statementRows, account: bankAccounts.identifier })
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
        eq(statementRows.tenantId, tx.scope.tenantId),
        isNotNull(statementRows.queue),
        // A row that is explained in part waits for a person; the engine has said what it knows of it.
        eq(statementRows.matchStatus, 'unmatched'),
        after
          ? sql`(${statementRows.transactionDate}, ${statementRows.id}) > (${after.bookingDate}::date, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(statementRows.transactionDate), asc(statementRows.id))
    .limit(limit);
  return found.map(({ row, account }) => engineRow(row, account));
}

/** A stored row as the engine takes it. */
export function engineRow(row: typeof statementRows.$inferSelect, account: string): Row {
  const details = row.details as {
    businessCode?: string | null;
    ultimateParty?: { name: string | null } | null;
    remittance?: Row['remittance'];
    returnReason?: Row['returnReason'];
    members?: Row['details'];
  };
  return {
    id: row.id,
    account,
    bookingDate: row.transactionDate,
    valueDate: row.valueDate,
    direction: row.direction as Row['direction'],
    currency: row.currency,
    amount: row.amount,
    isReversal: row.isReversal,
    status: row.status as Row['status'],
    description: row.description,
    reference: row.reference,
    bankReference: row.bankReference,
    endToEndId: row.endToEndId,
    transactionCode: row.transactionCode,
    counterparty: { name: row.counterpartyName, account: row.counterpartyAccount },
    ultimateParty: details.ultimateParty?.name ?? null,
    remittance: details.remittance ?? null,
    returnReason: details.returnReason ?? null,
    details: details.members ?? [],
  };
}

async function loadOwnAccounts(tx: TenantTx): Promise<OwnAccounts> {
  return tx
    .select({
      account: bankAccounts.identifier,
      entity: bankAccounts.entityId,
      currency: bankAccounts.currency,
    })
    .from(bankAccounts)
    .where(eq(bankAccounts.tenantId, tx.scope.tenantId));
}
