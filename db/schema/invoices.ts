import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { amount, currencyShape, rate, sumOfAmounts, tenantKey, timestamps } from './columns.ts';
import { users } from './identity.ts';
import { tenants } from './platform.ts';

/** Customers and suppliers. */
export const businessPartners = pgTable(
  'business_partners',
  {
    ...tenantKey(),
    name: text('name').notNull(),
    /** Lower case, without accents and legal form: what names are compared by. */
    nameNormalised: text('name_normalised').notNull(),
    isCustomer: boolean('is_customer').notNull(),
    isSupplier: boolean('is_supplier').notNull(),
    country: text('country'),
    vatIds: text('vat_ids').array().notNull(),
    numbers: text('numbers').array().notNull(),
    aliases: text('aliases').array().notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    index('business_partners_name').on(t.tenantId, t.nameNormalised),
  ],
);

/** Bank accounts of a partner, as its documents name them or as its payments show them. */
export const businessPartnerAccounts = pgTable(
  'business_partner_accounts',
  {
    ...tenantKey(),
    businessPartnerId: uuid('business_partner_id').notNull(),
    account: text('account').notNull(),
    bic: text('bic'),
    status: text('status').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.businessPartnerId],
      foreignColumns: [businessPartners.tenantId, businessPartners.id],
    }),
    unique('business_partner_accounts_account').on(t.tenantId, t.businessPartnerId, t.account),
    index('business_partner_accounts_by_account').on(t.tenantId, t.account),
    check('business_partner_accounts_status', sql`${t.status} IN ('proposed', 'approved')`),
  ],
);

/** What the ERP sent. `status` is about processing; `settlement` and `open_amount` are about money. */
export const invoices = pgTable(
  'invoices',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    source: text('source').notNull(),
    documentKey: text('document_key').notNull(),
    /** What people call it by: on a payable the supplier's number, else our own. */
    documentNumber: text('document_number').notNull(),
    /** The number under which the ERP booked it. */
    sapDocumentNumber: text('sap_document_number').notNull(),
    sapOrigin: text('sap_origin'),
    entityId: text('entity_id').notNull(),
    direction: text('direction').notNull(),
    documentType: text('document_type').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    netAmount: amount('net_amount'),
    taxAmount: amount('tax_amount'),
    openAmount: amount('open_amount').notNull(),
    settlement: text('settlement').notNull(),
    status: text('status').notNull(),
    subsidiary: text('subsidiary'),
    vendorName: text('vendor_name'),
    vendorId: text('vendor_id'),
    businessPartnerId: uuid('business_partner_id'),
    documentDate: date('document_date'),
    postingDate: date('posting_date'),
    dueDate: date('due_date'),
    /** The day of the first instalment that is open; null when none is. */
    nextDueDate: date('next_due_date'),
    fiscalYear: integer('fiscal_year'),
    paymentTerms: text('payment_terms'),
    exchangeRate: rate('exchange_rate'),
    companyAmount: amount('company_amount'),
    companyCurrency: text('company_currency'),
    onHold: boolean('on_hold').notNull(),
    rejectionReasons: jsonb('rejection_reasons').notNull(),
    contentHash: text('content_hash').notNull(),
    inboundMessageId: uuid('inbound_message_id'),
    metadata: jsonb('metadata').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({
      columns: [t.tenantId, t.businessPartnerId],
      foreignColumns: [businessPartners.tenantId, businessPartners.id],
    }),
    unique('invoices_document_key').on(t.tenantId, t.source, t.documentKey),
    uniqueIndex('invoices_sap_document_number')
      .on(t.tenantId, t.sapDocumentNumber, t.entityId, t.direction, t.sapOrigin, t.fiscalYear)
      .where(sql`source = 'sap'`),
    index('invoices_user').on(t.tenantId, t.userId),
    index('invoices_status').on(t.tenantId, t.status),
    index('invoices_currency').on(t.tenantId, t.currency),
    index('invoices_due_date').on(t.tenantId, t.dueDate, t.id),
    index('invoices_next_due_date').on(t.tenantId, t.nextDueDate, t.id),
    index('invoices_created_at').on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('invoices_document_date').on(
      t.tenantId,
      t.documentDate.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('invoices_settlement').on(t.tenantId, t.settlement, t.dueDate, t.id),
    index('invoices_partner').on(t.tenantId, t.businessPartnerId),
    check(
      'invoices_source',
      sql`${t.source} IN ('sap', 'oracle', 'netsuite', 'businesscentral', 'generic', 'einvoice')`,
    ),
    check('invoices_direction', sql`${t.direction} IN ('payable', 'receivable')`),
    check(
      'invoices_document_type',
      sql`${t.documentType} IN ('invoice', 'creditNote', 'downPayment', 'other')`,
    ),
    currencyShape('invoices_currency_shape', t.currency),
    currencyShape('invoices_company_currency', t.companyCurrency),
    check('invoices_amount', sql`${t.amount} >= 0`),
    check('invoices_open_amount', sql`${t.openAmount} >= 0 AND ${t.openAmount} <= ${t.amount}`),
    check(
      'invoices_settlement_list',
      sql`${t.settlement} IN ('open', 'partlyPaid', 'paid', 'cancelled', 'none')`,
    ),
    check(
      'invoices_status_list',
      sql`${t.status} IN ('received', 'enriched', 'matched', 'rejected', 'cancelled')`,
    ),
  ],
);

export const invoiceLineItems = pgTable(
  'invoice_line_items',
  {
    ...tenantKey(),
    invoiceId: uuid('invoice_id').notNull(),
    lineNumber: integer('line_number').notNull(),
    description: text('description').notNull(),
    quantity: numeric('quantity', { precision: 28, scale: 10 }).notNull(),
    unitPrice: numeric('unit_price', { precision: 28, scale: 10 }).notNull(),
    lineTotal: amount('line_total').notNull(),
    taxRate: rate('tax_rate'),
    glAccount: text('gl_account'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
    index('invoice_line_items_invoice').on(t.tenantId, t.invoiceId),
  ],
);

/** Every number that a document is known by. `normalised` is what is searched and matched. */
export const documentReferences = pgTable(
  'document_references',
  {
    ...tenantKey(),
    invoiceId: uuid('invoice_id').notNull(),
    kind: text('kind').notNull(),
    number: text('number').notNull(),
    normalised: text('normalised').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
    index('document_references_invoice').on(t.tenantId, t.invoiceId),
    index('document_references_normalised').on(t.tenantId, t.normalised.op('text_pattern_ops')),
    check(
      'document_references_kind',
      sql`${t.kind} IN ('erp', 'supplier', 'billing', 'assignment', 'payment', 'purchaseOrder', 'delivery', 'contract')`,
    ),
  ],
);

/** What is settled: one per instalment, at least one per document. */
export const openItems = pgTable(
  'open_items',
  {
    ...tenantKey(),
    invoiceId: uuid('invoice_id').notNull(),
    instalment: integer('instalment').notNull(),
    entityId: text('entity_id').notNull(),
    direction: text('direction').notNull(),
    documentType: text('document_type').notNull(),
    businessPartnerId: uuid('business_partner_id'),
    currency: text('currency').notNull(),
    dueDate: date('due_date').notNull(),
    discounts: jsonb('discounts').notNull(),
    originalAmount: amount('original_amount').notNull(),
    openAmount: amount('open_amount').notNull(),
    settlement: text('settlement').notNull(),
    onHold: boolean('on_hold').notNull(),
    paymentAnnounced: boolean('payment_announced').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }),
    unique('open_items_instalment').on(t.tenantId, t.invoiceId, t.instalment),
    index('open_items_settlement').on(t.tenantId, t.settlement, t.dueDate, t.id),
    index('open_items_partner').on(t.tenantId, t.businessPartnerId),
    currencyShape('open_items_currency', t.currency),
    check('open_items_direction', sql`${t.direction} IN ('payable', 'receivable')`),
    check('open_items_original_amount', sql`${t.originalAmount} >= 0`),
    check('open_items_open_amount', sql`${t.openAmount} >= 0 AND ${t.openAmount} <= ${t.originalAmount}`),
    check('open_items_settlement_list', sql`${t.settlement} IN ('open', 'partlyPaid', 'paid', 'cancelled')`),
  ],
);

/** Projected sums of what is open, so that a page never adds up a hundred thousand rows. */
export const openItemTotals = pgTable(
  'open_item_totals',
  {
    ...tenantKey(),
    entityId: text('entity_id').notNull(),
    direction: text('direction').notNull(),
    currency: text('currency').notNull(),
    dueDate: date('due_date').notNull(),
    /** Credit notes count negatively, so a sum may be below zero. */
    openAmount: sumOfAmounts('open_amount').notNull(),
    itemCount: integer('item_count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('open_item_totals_bucket').on(t.tenantId, t.entityId, t.direction, t.currency, t.dueDate),
  ],
);

/** Projected counts and sums of documents by settlement, for the figures above the list. */
export const documentTotals = pgTable(
  'document_totals',
  {
    ...tenantKey(),
    entityId: text('entity_id').notNull(),
    direction: text('direction').notNull(),
    currency: text('currency').notNull(),
    settlement: text('settlement').notNull(),
    documentCount: integer('document_count').notNull(),
    /** Credit notes count negatively in both sums. */
    amount: sumOfAmounts('amount').notNull(),
    openAmount: sumOfAmounts('open_amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('document_totals_bucket').on(t.tenantId, t.entityId, t.direction, t.currency, t.settlement),
  ],
);
