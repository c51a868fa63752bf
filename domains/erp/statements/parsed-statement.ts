import { z } from 'zod';

/**
 * A statement file as its reader gives it, row for row what an upload stores and what `nexus statement parse --json`
 * prints. Amounts are decimal strings with the digits that the file gave, dates are calendar dates.
 */

const amount = z.string().regex(/^-?\d{1,30}(\.\d{1,18})?$/);
const unsignedAmount = z.string().regex(/^\d{1,30}(\.\d{1,18})?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const date = z.iso.date();
const text = z.string();

export const STATEMENT_FORMATS = [
  'csv',
  'xlsx',
  'mt940',
  'mt942',
  'camt052',
  'camt053',
  'camt054',
  'bai2',
  'ofx',
  'coda',
  'cfonb120',
  'norma43',
  'multicash',
  // An archive of several formats, or of none that is read.
  'zip',
  'gzip',
] as const;

export const STATEMENT_KINDS = ['endOfDay', 'intraday', 'advice'] as const;
export const BALANCE_CHECKS = ['verified', 'discrepancy', 'unverifiable'] as const;

export const BALANCE_TYPES = [
  'openingBooked',
  'closingBooked',
  'openingAvailable',
  'closingAvailable',
  'forwardAvailable',
  'interimBooked',
  'interimAvailable',
  'other',
] as const;

const parsedMoneySchema = z.object({ amount: unsignedAmount, currency });

/** A balance is signed: an overdraft is negative. `date` is null where the file gives none. */
const parsedBalanceSchema = z.object({ amount, currency, date: date.nullable() });

/** `code` is the bank's own word for the balance: "62F", "CLAV", "015". */
const typedBalanceSchema = parsedBalanceSchema.extend({
  type: z.enum(BALANCE_TYPES),
  code: text.nullable(),
});

const parsedPartySchema = z.object({
  name: text.nullable(),
  account: text.nullable(),
  bic: text.nullable(),
});

const remittanceSchema = z.object({
  unstructured: text.nullable(),
  structured: z.array(z.object({ type: text, number: text, amount: unsignedAmount.nullable().optional() })),
});

const parsedDetailSchema = z.object({
  amount: unsignedAmount.nullable(),
  currency: currency.nullable(),
  reference: text.nullable(),
  endToEndId: text.nullable(),
  counterparty: parsedPartySchema,
  description: text,
  remittance: remittanceSchema,
});

export const parsedRowSchema = z.object({
  /** 1, 2, 3 … within its statement, in the file's order. */
  rowNumber: z.int().positive(),
  bookingDate: date,
  valueDate: date.nullable(),
  /** Never signed: `direction` says what it does to the account. */
  amount: unsignedAmount,
  direction: z.enum(['credit', 'debit']),
  currency,
  isReversal: z.boolean(),
  /** Only booked rows count in the balance check. */
  status: z.enum(['booked', 'pending', 'information']),
  balanceAfter: amount.nullable(),
  reference: text.nullable(),
  bankReference: text.nullable(),
  endToEndId: text.nullable(),
  mandateId: text.nullable(),
  uetr: text.nullable(),
  chequeNumber: text.nullable(),
  transactionCode: text.nullable(),
  /** The national code beside `transactionCode`: the German Geschäftsvorfallcode ("166") where the file has one. */
  businessCode: text.nullable(),
  counterparty: parsedPartySchema,
  ultimateParty: parsedPartySchema.nullable(),
  description: text,
  remittance: remittanceSchema,
  instructedAmount: parsedMoneySchema.nullable(),
  /** 1 base = rate quote. */
  exchangeRate: z.object({ base: currency, quote: currency, rate: unsignedAmount }).nullable(),
  charges: z.array(
    z.object({ amount: unsignedAmount, currency, bearer: text.nullable(), included: z.boolean() }),
  ),
  returnReason: z.object({ code: text.nullable(), text: text.nullable() }).nullable(),
  originalAmount: parsedMoneySchema.nullable(),
  availability: z.array(z.object({ date: date.nullable(), amount })),
  batch: z.object({ id: text.nullable(), count: z.int().nullable() }).nullable(),
  /** `rowNumber` of the row whose fee this is. */
  parentRow: z.int().positive().nullable(),
  details: z.array(parsedDetailSchema),
  /** First source line, from 1. */
  line: z.int().positive(),
});

const statementAccountSchema = z.object({
  iban: text.nullable(),
  other: text.nullable(),
  bic: text.nullable(),
  currency: currency.nullable(),
  owner: text.nullable(),
});

const statementFields = {
  kind: z.enum(STATEMENT_KINDS),
  account: statementAccountSchema,
  statementId: text.nullable(),
  sequenceNumber: text.nullable(),
  asOf: text.nullable(),
  openingBalance: parsedBalanceSchema.nullable(),
};

/** What is known of a statement when its first row comes. */
const statementStartSchema = z.object(statementFields);

/** A statement without its rows, complete: what is known when its last row has come. */
export const statementSummarySchema = z.object({
  ...statementFields,
  closingBalance: parsedBalanceSchema.nullable(),
  balances: z.array(typedBalanceSchema),
  balanceCheck: z.enum(BALANCE_CHECKS),
  /** Opening + booked rows − closing; null when unverifiable. */
  balanceDifference: amount.nullable(),
});

const parsedStatementSchema = statementSummarySchema.extend({ rows: z.array(parsedRowSchema) });

/** What could not be read, or needs a look. An `error` means that something of the file is missing from the rows. */
export const statementProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  line: z.int().positive().nullable(),
  /** Stable, dotted: "amount.invalid", "date.ambiguous", "format.unknown". */
  code: text,
  message: text,
  raw: text.nullable(),
});

export const parsedFileSchema = z.object({
  file: text,
  format: z.enum(STATEMENT_FORMATS).nullable(),
  formatVersion: text.nullable(),
  encoding: text.nullable(),
  sha256: text,
  statements: z.array(parsedStatementSchema),
  problems: z.array(statementProblemSchema),
});

export type StatementFormat = (typeof STATEMENT_FORMATS)[number];
export type ParsedMoney = z.infer<typeof parsedMoneySchema>;
export type ParsedBalance = z.infer<typeof parsedBalanceSchema>;
export type TypedBalance = z.infer<typeof typedBalanceSchema>;
export type ParsedParty = z.infer<typeof parsedPartySchema>;
export type ParsedRow = z.infer<typeof parsedRowSchema>;
export type StatementAccount = z.infer<typeof statementAccountSchema>;
export type StatementStart = z.infer<typeof statementStartSchema>;
export type StatementSummary = z.infer<typeof statementSummarySchema>;
export type ParsedStatement = z.infer<typeof parsedStatementSchema>;
export type StatementProblem = z.infer<typeof statementProblemSchema>;
export type ParsedFile = z.infer<typeof parsedFileSchema>;
