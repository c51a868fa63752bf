import { z } from 'zod';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { type Decimal, rescale, tryDecimal } from '#lib/decimal.ts';
import { amountProblem } from '#lib/money.ts';

/**
 * One invoice as a sender posts it: the object of the parsed invoice (EN 16931 terms), and what only the ERP knows: `externalId`, `entity`,
 * `direction`, `documentType`, `erpNumber`, `origin`, `fiscalYear`, `postingDate`, `onHold`. Numbers arrive as the digits that the sender wrote.
 */

const text = (max: number) => z.string().trim().max(max);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable()).default(null);

const date = z.string().refine(isCalendarDate, 'is not a date of the form YYYY-MM-DD');

/** Up to 16 digits before the point and 4 after it: what does not fit is refused, never rounded. */
const amount = z.string().superRefine((value, context) => {
  const decimal = tryDecimal(value);
  const problem = decimal ? amountProblem(decimal) : 'is not a decimal number';
  if (problem) context.addIssue({ code: 'custom', message: problem, params: { code: 'number.invalid' } });
});

const measure = z.string().superRefine((value, context) => {
  const decimal = tryDecimal(value);
  if (decimal && fitsMeasure(decimal)) return;
  context.addIssue({ code: 'custom', message: 'is not a decimal number of up to 18 + 10 digits' });
});

function fitsMeasure(decimal: Decimal): boolean {
  const digits = (decimal.coefficient < 0n ? -decimal.coefficient : decimal.coefficient).toString().length;
  return rescale(decimal, 10) !== null && digits - decimal.scale <= 18;
}

const currency = z.string().refine(isCurrency, 'is not an ISO 4217 currency');

const party = z.object({
  name: optional(text(300)),
  vatId: optional(text(30).transform((value) => value.replace(/[\s.-]/g, '').toUpperCase())),
  legalId: optional(text(60)),
  number: optional(text(60)),
  country: optional(z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country code')),
});

const paymentMeans = z.object({
  iban: optional(text(42).transform((value) => value.replace(/\s/g, '').toUpperCase())),
  account: optional(text(64)),
  bic: optional(text(11)),
});

/** The fields without which an item cannot even be stored as rejected. */
export const documentKeyInput = z.object({
  documentNumber: text(100).min(1, 'is missing'),
  currency,
  amount: optional(amount),
  grossAmount: optional(amount),
});

export const documentInput = documentKeyInput.extend({
  externalId: optional(text(200)),
  erpNumber: optional(text(100)),
  origin: optional(z.enum(['MM', 'SD', 'FI'])),
  entity: optional(text(20)),
  direction: optional(z.enum(['payable', 'receivable'])),
  documentType: optional(z.enum(['invoice', 'creditNote', 'downPayment', 'other'])),
  type: optional(z.enum(['invoice', 'creditNote'])),
  documentDate: optional(date),
  postingDate: optional(date),
  dueDate: optional(date),
  fiscalYear: optional(z.coerce.number().int().min(1900).max(2999)),
  onHold: z.boolean().nullable().default(false),
  netAmount: optional(amount),
  taxAmount: optional(amount),
  prepaidAmount: optional(amount),
  exchangeRate: optional(z.object({ base: currency, quote: currency, rate: measure })),
  companyAmount: optional(z.object({ amount, currency })),
  purchaseOrder: optional(text(140)),
  buyerReference: optional(text(140)),
  paymentReference: optional(text(140)),
  precedingInvoices: z.array(text(100)).max(50).nullable().default([]),
  references: z
    .array(
      z.object({
        kind: z.enum(['billing', 'assignment', 'delivery', 'contract', 'supplier', 'payment']),
        number: text(140).min(1),
      }),
    )
    .max(40)
    .nullable()
    .default([]),
  paymentTerms: optional(text(500)),
  discounts: z
    .array(z.object({ percent: measure, until: date, base: optional(amount) }))
    .max(10)
    .nullable()
    .default([]),
  instalments: z
    .array(z.object({ number: z.coerce.number().int().min(1).max(1_000), dueDate: date, amount }))
    .max(1_000)
    .nullable()
    .default([]),
  paymentMeans: z.array(paymentMeans).max(50).nullable().default([]),
  seller: optional(party),
  buyer: optional(party),
  lines: z
    .array(
      z.object({
        description: optional(text(2_000)),
        quantity: optional(measure),
        unitPrice: optional(measure),
        lineTotal: amount,
        taxRate: optional(measure),
        glAccount: optional(text(60)),
      }),
    )
    .max(10_000)
    .nullable()
    .default([]),
});

export type DocumentInput = z.output<typeof documentInput>;

/** One request holds one invoice or up to this many. */
export const MAX_ITEMS = 500;
/** Bytes of a request's body. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;
