import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { amount, instant, rate, sumOfAmounts, tenantKey, timestamps } from './columns.ts';
import { users } from './identity.ts';
import { invoices, openItems } from './invoices.ts';
import { bankAccounts, statementRows } from './statements.ts';

/** What is decided, or proposed, on one bank row. Its id is the row's. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    statementRowId: uuid('statement_row_id').notNull(),
    invoiceId: uuid('invoice_id'),
    status: text('status').notNull(),
    origin: text('origin').notNull(),
    kind: text('kind').notNull(),
    category: text('category'),
    reason: text('reason'),
    matchConfidence: numeric('match_confidence', { precision: 5, scale: 2 }),
    matchCriteria: jsonb('match_criteria').notNull(),
    matchedAmount: amount('matched_amount'),
    variance: amount('variance'),
    /** The engine's proposal and its alternatives, as match-json names them; null when there is none. */
    proposal: jsonb('proposal'),
    resolvedBy: uuid('resolved_by'),
    resolvedAt: instant('resolved_at'),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({
      columns: [t.tenantId, t.statementRowId],
      foreignColumns: [statementRows.tenantId, statementRows.id],
    }),
    foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
    foreignKey({ columns: [t.tenantId, t.resolvedBy], foreignColumns: [users.tenantId, users.id] }),
    unique('reconciliations_statement_row').on(t.tenantId, t.statementRowId),
    index('reconciliations_invoice').on(t.tenantId, t.invoiceId),
    index('reconciliations_status').on(t.tenantId, t.status),
    index('reconciliations_user').on(t.tenantId, t.userId),
    check('reconciliations_status_list', sql`${t.status} IN ('matched', 'partial', 'unmatched', 'manual')`),
    check('reconciliations_origin', sql`${t.origin} IN ('engine', 'rule', 'person', 'ERP')`),
    check('reconciliations_match_confidence', sql`${t.matchConfidence} BETWEEN 0 AND 100`),
  ],
);

/** How much of which open item a row settles. */
export const reconciliationAllocations = pgTable(
  'reconciliation_allocations',
  {
    ...tenantKey(),
    reconciliationId: uuid('reconciliation_id').notNull(),
    openItemId: uuid('open_item_id').notNull(),
    invoiceId: uuid('invoice_id').notNull(),
    /** By how much the open item falls: cash and differences together, in the item's currency. */
    amount: amount('amount').notNull(),
    currency: text('currency').notNull(),
    /** The part of the row used, in the row's currency; negative for what moves cash the other way. */
    rowAmount: amount('row_amount').notNull(),
    rate: rate('rate'),
    differences: jsonb('differences').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.reconciliationId],
      foreignColumns: [reconciliations.tenantId, reconciliations.id],
    }),
    foreignKey({ columns: [t.tenantId, t.openItemId], foreignColumns: [openItems.tenantId, openItems.id] }),
    foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
    unique('reconciliation_allocations_item').on(t.tenantId, t.reconciliationId, t.openItemId),
    index('reconciliation_allocations_open_item').on(t.tenantId, t.openItemId),
    index('reconciliation_allocations_invoice').on(t.tenantId, t.invoiceId),
    check('reconciliation_allocations_amount', sql`${t.amount} > 0`),
  ],
);

/** Projected counts and sums of bank rows by what they wait for. */
export const rowTotals = pgTable(
  'row_totals',
  {
    ...tenantKey(),
    bankAccountId: uuid('bank_account_id').notNull(),
    entityId: text('entity_id').notNull(),
    currency: text('currency').notNull(),
    /** The queue that rows wait in, or `cleared`. */
    queue: text('queue').notNull(),
    /** Cash in positive, cash out negative. */
    amount: sumOfAmounts('amount').notNull(),
    /** The sum without signs: how much money the rows are about. */
    volume: sumOfAmounts('volume').notNull(),
    rowCount: integer('row_count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.bankAccountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
    unique('row_totals_bucket').on(t.tenantId, t.bankAccountId, t.queue),
  ],
);
