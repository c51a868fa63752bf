import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/);
const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const referenceKinds = [
  'erp',
  'supplier',
  'billing',
  'assignment',
  'payment',
  'purchaseOrder',
  'delivery',
  'contract',
] as const;

/** What of a document is stored, whether it was accepted or refused. Amounts are never negative: the type carries the sign. */
export const documentFields = z.object({
  source: z.string().max(30),
  documentKey: z.string().min(1).max(1_000),
  documentNumber: z.string().min(1).max(100),
  sapOrigin: z.string().max(10).nullable(),
  entityId: z.string().max(20),
  direction: z.enum(['payable', 'receivable']),
  documentType: z.enum(['invoice', 'creditNote', 'downPayment', 'other']),
  currency: z.string().length(3),
  amount,
  netAmount: amount.nullable(),
  taxAmount: amount.nullable(),
  partnerName: z.string().max(300).nullable(),
  partnerNumber: z.string().max(60).nullable(),
  businessPartnerId: z.uuid().nullable(),
  documentDate: date.nullable(),
  postingDate: date.nullable(),
  dueDate: date.nullable(),
  fiscalYear: z.int().min(1900).max(2999).nullable(),
  paymentTerms: z.string().max(500).nullable(),
  exchangeRate: decimal.nullable(),
  companyAmount: amount.nullable(),
  companyCurrency: z.string().length(3).nullable(),
  onHold: z.boolean(),
  contentHash: z.string().length(64),
  inboundMessageId: z.uuid().nullable(),
  references: z.array(z.object({ kind: z.enum(referenceKinds), number: z.string().min(1).max(140) })).max(50),
  lines: z
    .array(
      z.object({
        description: z.string().max(2_000),
        quantity: decimal,
        unitPrice: decimal,
        lineTotal: decimal,
        taxRate: decimal.nullable(),
        glAccount: z.string().max(60).nullable(),
      }),
    )
    .max(10_000),
  /** What else the sender said, as it was sent; numbers as strings. */
  metadata: z.record(z.string(), z.unknown()),
});

/** The ERP's document came in and is to be settled. Its stream is `invoice/<id>`. */
export const InvoiceIngested = defineEvent({
  type: 'InvoiceIngested',
  schema: documentFields.extend({
    openItems: z
      .array(
        z.object({
          id: z.uuid(),
          instalment: z.int().min(1).max(1_000),
          dueDate: date,
          amount,
          discounts: z.array(z.object({ percent: decimal, until: date, base: amount.nullable() })).max(10),
        }),
      )
      .min(1)
      .max(1_000),
  }),
});

/** The document has a key, an amount and a currency, but breaks a rule: it is kept, and settles nothing. */
export const InvoiceRejected = defineEvent({
  type: 'InvoiceRejected',
  schema: documentFields.extend({
    reasons: z
      .array(
        z.object({
          pointer: z.string().max(500),
          code: z.string().max(100),
          message: z.string().max(1_000),
        }),
      )
      .min(1)
      .max(100),
  }),
});

export const invoiceEvents = [InvoiceIngested, InvoiceRejected];
