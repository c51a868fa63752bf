import { z } from 'zod';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { type Decimal, formatDecimal, parseDecimal, powerOfTen, rescale, tryDecimal } from '#lib/decimal.ts';
import { AMOUNT_SCALE, amountProblem } from '#lib/money.ts';

/**
 * One invoice as a sender posts it: the object of the parsed invoice (EN 16931 terms), and what only the ERP knows: `externalId`, `entity`,
 * `direction`, `documentType`, `erpNumber`, `origin`, `fiscalYear`, `postingDate`, `onHold`. Numbers arrive as the digits that the sender wrote.
 */

const text = (max: number) => z.string().trim().max(max);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable()).default(null);

/** A day that a document may name: what lies outside is a slip of the pen. */
const dateUntil = (last: string) =>
  z
    .string()
    .refine(isCalendarDate, { message: 'is not a date of the form YYYY-MM-DD', abort: true })
    .refine((value) => value >= '1900-01-01' && value <= last, `is not between 1900-01-01 and ${last}`);

const date = dateUntil('9999-12-31');
/** The day of the document itself: its fiscal year is one of this millennium, and terms can be added to it. */
const documentDay = dateUntil('2999-12-31');

/**
 * A decimal with up to so many digits before and after the point: what does not fit is refused, never rounded. Zeros that say nothing, before
 * the number or beyond those decimals, fall away; the others stay as they were written.
 */
const decimal = (problemOf: (value: Decimal) => string | null, decimals: number) =>
  z
    .string()
    .superRefine((text, context) => {
      const value = tryDecimal(text);
      const message = value ? problemOf(value) : 'is not a decimal number';
      if (message) context.addIssue({ code: 'custom', message, params: { code: 'number.invalid' } });
    })
    .transform((text) => {
      const value = parseDecimal(text);
      return formatDecimal((value.scale > decimals && rescale(value, decimals)) || value);
    });

const fitting = (integerDigits: number, decimals: number) => (value: Decimal) => {
  const limit = powerOfTen(integerDigits + decimals);
  const stored = rescale(value, decimals)?.coefficient ?? limit;
  if (stored < limit && stored > -limit) return null;
  return `has more than ${integerDigits} digits before the point or ${decimals} after it`;
};

const amount = decimal(amountProblem, AMOUNT_SCALE);
const measure = decimal(fitting(18, 10), 10);
const percent = decimal(fitting(12, 8), 8);
const rate = decimal((value) => (value.coefficient > 0n ? fitting(12, 8)(value) : 'is not above zero'), 8);

/** A list of at most `max` items; a longer one is refused before its items are looked at. */
const list = <Schema extends z.ZodType>(schema: Schema, max: number) =>
  z.array(z.unknown()).max(max, `has more than ${max} entries`).pipe(z.array(schema)).nullable().default([]);

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
  documentDate: optional(documentDay),
  postingDate: optional(documentDay),
  dueDate: optional(date),
  fiscalYear: optional(z.coerce.number().int().min(1900).max(2999)),
  onHold: z.boolean().nullable().default(false),
  netAmount: optional(amount),
  taxAmount: optional(amount),
  prepaidAmount: optional(amount),
  exchangeRate: optional(z.object({ base: currency, quote: currency, rate })),
  companyAmount: optional(z.object({ amount, currency })),
  purchaseOrder: optional(text(140)),
  buyerReference: optional(text(140)),
  paymentReference: optional(text(140)),
  precedingInvoices: list(text(100), 50),
  references: list(
    z.object({
      kind: z.enum(['billing', 'assignment', 'delivery', 'contract', 'supplier', 'payment']),
      number: text(140).min(1),
    }),
    40,
  ),
  paymentTerms: optional(text(500)),
  discounts: list(z.object({ percent, until: date, base: optional(amount) }), 10),
  instalments: list(
    z.object({ number: z.coerce.number().int().min(1).max(1_000), dueDate: date, amount }),
    1_000,
  ),
  paymentMeans: list(paymentMeans, 50),
  seller: optional(party),
  buyer: optional(party),
  lines: list(
    z.object({
      description: optional(text(2_000)),
      quantity: optional(measure),
      unitPrice: optional(measure),
      lineTotal: amount,
      taxRate: optional(percent),
      glAccount: optional(text(60)),
    }),
    10_000,
  ),
});

export type DocumentInput = z.output<typeof documentInput>;

/** One request holds one invoice or up to this many. */
export const MAX_ITEMS = 500;
/** Lines of all its invoices together: reading them takes a second, during which nobody else is answered. */
export const MAX_LINES = 50_000;
/** Bytes of a request's body. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;
