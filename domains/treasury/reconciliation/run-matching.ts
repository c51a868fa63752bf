import { and, eq, gt, isNotNull, ne } from 'drizzle-orm';
import {
  businessPartnerAccounts,
  businessPartners,
  documentReferences,
  invoices,
  openItems,
} from '#db/schema/invoices.ts';
import { bankAccounts, statementRows } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../run.ts';
import type { Allocation } from './decide.ts';
import { match } from './matching/match.ts';
import type { Decision, Discount, Allocation as EngineAllocation, OpenItem, Row } from './matching/types.ts';
import { moveMatches } from './move-matches.ts';
import { type EngineDecision, MAX_DECISIONS, recordMatches } from './record-matches.ts';

type ItemKey = { invoiceId: Id; invoiceVersion: number; currency: string };
type Loaded = { items: OpenItem[]; keys: Map<Id, ItemKey>; rows: Row[]; ownAccounts: OwnAccounts };
type OwnAccounts = { account: string; entity: string | null; currency: string | null }[];

/**
 * Moves what people decided on announced rows to those that are booked by now, then runs the engine over everything that waits and everything
 * that is open, and records what changed. `today` is the tenant's.
 */
export async function runMatching(
  scope: Scope,
  today: string,
  signal: AbortSignal,
): Promise<{ changed: number }> {
  while ((await run(scope, moveMatches, {})).more) signal.throwIfAborted();
  const { items, keys, rows, ownAccounts } = await withTenant(scope, loadInput);
  const decisions = match({ items, rows, ownAccounts, confirmed: [], today });
  let changed = 0;
  for (let from = 0; from < decisions.length; from += MAX_DECISIONS) {
    signal.throwIfAborted();
    const batch = decisions.slice(from, from + MAX_DECISIONS).map((decision) => toRecord(decision, keys));
    changed += (await run(scope, recordMatches, { decisions: batch })).changed;
  }
  return { changed };
}

async function loadInput(tx: TenantTx): Promise<Loaded> {
  const { items, keys } = await loadOpenItems(tx);
  return { items, keys, rows: await loadWaitingRows(tx), ownAccounts: await loadOwnAccounts(tx) };
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

async function loadWaitingRows(tx: TenantTx): Promise<Row[]> {
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
      ),
    );
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

function toRecord(decision: Decision, keys: ReadonlyMap<Id, ItemKey>): EngineDecision {
  const allocations = (list: readonly EngineAllocation[]) => list.map((entry) => allocationOf(entry, keys));
  return {
    rows: decision.rows,
    automatic: decision.decision === 'automatic',
    proposal: {
      kind: decision.kind,
      category: decision.category,
      confidence: decision.confidence,
      mates: [],
      allocations: allocations(decision.allocations),
      rest: decision.rest,
      criteria: [...decision.criteria],
      alternatives: decision.alternatives.map(({ confidence, allocations: list }) => ({
        confidence,
        allocations: allocations(list),
      })),
    },
  };
}

function allocationOf(entry: EngineAllocation, keys: ReadonlyMap<Id, ItemKey>): Allocation {
  const key = keys.get(entry.invoice);
  if (!key) throw new Error(`The engine named an item that it was not given: ${entry.invoice}`);
  return {
    openItemId: entry.invoice,
    ...key,
    amount: entry.amount,
    rowAmount: entry.rowAmount,
    rate: entry.rate,
    differences: entry.differences.map((difference) => ({ ...difference })),
  };
}
