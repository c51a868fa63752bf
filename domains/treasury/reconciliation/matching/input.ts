import * as z from 'zod';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { Confirmed, MatchInput, OpenItem, OwnAccount, Row } from './types.ts';

const MAX_LINE_LENGTH = 1_048_576;

/** Why a line cannot be used: its number from 1, a JSON pointer (RFC 6901) into it, and a sentence. */
export type LineProblem = { readonly line: number; readonly pointer: string; readonly message: string };

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const amount = z
  .string()
  .regex(/^\d{1,16}(?:\.\d{1,4}0*)?$/, 'must be an unsigned decimal with up to 4 decimals');
const percent = z.string().regex(/^\d{1,3}(?:\.\d{1,6})?$/, 'must be an unsigned decimal');
const date = z.string().refine(isCalendarDate, 'must be a calendar date');
const optionalDate = date.nullish().transform((value) => value ?? null);
const currency = z.string().refine(isCurrency, 'must be an ISO 4217 currency');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const id = z.string().min(1).max(200);

const invoiceLine = z.object({
  id,
  entity: text,
  direction: z.enum(['payable', 'receivable']),
  documentType: z
    .enum(['invoice', 'creditNote', 'downPayment', 'other'])
    .nullish()
    .transform((value) => value ?? 'invoice'),
  documentNumber: text,
  otherNumbers: texts,
  purchaseOrder: text,
  currency,
  amount,
  openAmount: amount,
  documentDate: optionalDate,
  dueDate: optionalDate,
  onHold: flag,
  discounts: z
    .array(z.object({ percent, until: date }))
    .nullish()
    .transform((value) => value ?? []),
  counterparty: z
    .object({ id: text, name: text, aliases: texts, accounts: texts })
    .nullish()
    .transform((value) => value ?? null),
});

const remittance = z
  .object({
    unstructured: text,
    structured: z
      .array(z.object({ number: text }))
      .nullish()
      .transform((value) => value ?? []),
  })
  .nullish()
  .transform((value) => value ?? null);

const rowLine = z.object({
  id,
  account: text,
  bookingDate: date,
  valueDate: optionalDate,
  direction: z.enum(['credit', 'debit']),
  currency,
  amount,
  isReversal: flag,
  status: z
    .enum(['booked', 'pending', 'information'])
    .nullish()
    .transform((value) => value ?? 'booked'),
  description: text,
  reference: text,
  bankReference: text,
  endToEndId: text,
  transactionCode: text,
  counterparty: z
    .object({ name: text, account: text })
    .nullish()
    .transform((value) => value ?? null),
  // A name, or the party object that some statements give.
  ultimateParty: z
    .union([z.string(), z.object({ name: text }).transform(({ name }) => name)])
    .nullish()
    .transform((value) => value ?? null),
  remittance,
  returnReason: z
    .object({ code: text, text })
    .nullish()
    .transform((value) => value ?? null),
  details: z
    .array(z.object({ description: text, reference: text, endToEndId: text, remittance }))
    .nullish()
    .transform((value) => value ?? []),
});

const ownAccountLine = z.object({ account: z.string().min(1), entity: text, currency: text });

const confirmedLine = z.object({
  row: id,
  allocations: z.array(z.object({ invoice: id, amount })),
});

/** Kinds of lines that this engine does not look into yet. */
const IGNORED = new Set(['rate', 'payment', 'remittance']);

const policyFile = z
  .object({
    discountGraceDays: z.int().min(0).max(366),
    roundingTolerance: amount,
    bankChargeLimit: amount,
    bankChargePercent: percent,
    transferDays: z.int().min(0).max(31),
    reversalDays: z.int().min(0).max(366),
    automaticConfidence: z.number().min(50).max(100),
    suggestedConfidence: z.number().min(0).max(100),
    margin: z.number().min(0).max(20),
  })
  .partial()
  .strict();

/** The policy in a JSON text, the default's values where it says nothing; or what is wrong with it. */
export function readPolicy(json: string): { policy: Policy } | { problem: LineProblem } {
  const value = parseJson(json);
  const result = policyFile.safeParse(value);
  if (result.success) return { policy: { ...defaultPolicy, ...result.data } };
  return { problem: problemOf(1, result.error) };
}

/** Collects the lines of `nexus match`; the first line that cannot be used is returned and everything after it is ignored. */
export async function readLines(
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<{ input: Omit<MatchInput, 'today'> } | { problem: LineProblem }> {
  const items: OpenItem[] = [];
  const rows: Row[] = [];
  const ownAccounts: OwnAccount[] = [];
  const confirmed: Confirmed[] = [];
  const seen = new Set<string>();
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const value = line.length > MAX_LINE_LENGTH ? undefined : parseJson(line);
    const type = value && typeof value === 'object' && 'type' in value ? value.type : undefined;
    if (value === undefined)
      return { problem: { line: number, pointer: '', message: 'is not JSON, or is too long' } };
    const found = readLine(type, value);
    if (found === null) return { problem: { line: number, pointer: '/type', message: 'is no known type' } };
    if ('error' in found) return { problem: problemOf(number, found.error) };
    const key = 'id' in found.data ? `${type} ${found.data.id}` : null;
    if (key !== null && seen.has(key)) {
      return { problem: { line: number, pointer: '/id', message: 'is the id of an earlier line' } };
    }
    if (key !== null) seen.add(key);
    if (found.type === 'invoice') items.push(found.data);
    else if (found.type === 'row') rows.push(found.data);
    else if (found.type === 'ownAccount') ownAccounts.push(found.data);
    else if (found.type === 'confirmed') confirmed.push(found.data);
  }
  return { input: { items, rows, ownAccounts, confirmed } };
}

function readLine(type: unknown, value: unknown) {
  switch (type) {
    case 'invoice':
      return { type, ...resultOf(invoiceLine.safeParse(value)) } as const;
    case 'row':
      return { type, ...resultOf(rowLine.safeParse(value)) } as const;
    case 'ownAccount':
      return { type, ...resultOf(ownAccountLine.safeParse(value)) } as const;
    case 'confirmed':
      return { type, ...resultOf(confirmedLine.safeParse(value)) } as const;
    default:
      return typeof type === 'string' && IGNORED.has(type) ? ({ type: 'ignored', data: {} } as const) : null;
  }
}

function resultOf<Data>(result: z.ZodSafeParseResult<Data>): { data: Data } | { error: z.ZodError } {
  return result.success ? { data: result.data } : { error: result.error };
}

function problemOf(line: number, error: z.ZodError): LineProblem {
  const [issue] = error.issues;
  const pointer = (issue?.path ?? [])
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return { line, pointer, message: issue?.message ?? 'is not valid' };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
