import type { z } from 'zod';
import { addDecimals, compareDecimals, type Decimal, formatDecimal, parseDecimal } from '#lib/decimal.ts';
import type { Problem } from '#lib/errors.ts';
import type { PartnerMention } from '../partners/decide.ts';
import type { documentFields, InvoiceIngested } from './events.ts';
import type { DocumentInput } from './input.ts';

type DocumentType = z.output<typeof documentFields>['documentType'];
type Direction = 'payable' | 'receivable';
export type Instalment = Omit<z.output<typeof InvoiceIngested.schema>['openItems'][number], 'id'>;

/** What is known of the group when a document comes in. */
export type Company = {
  readonly defaultPaymentTermsDays: number;
  readonly entities: readonly { readonly code: string; readonly vatIds: readonly string[] }[];
};

const ZERO: Decimal = { coefficient: 0n, scale: 0 };

/** The amount due for payment (BT-115), else the total with tax (BT-112); signed as the document has it. */
export function amountDue(input: Pick<DocumentInput, 'amount' | 'grossAmount'>): Decimal | null {
  const value = input.amount ?? input.grossAmount;
  return value === null ? null : parseDecimal(value);
}

/** What is negative, a down payment too, is a credit note over the same amount, and a negative credit note an invoice. */
export function documentTypeOf(input: DocumentInput, due: Decimal): DocumentType {
  const stated = input.documentType ?? input.type ?? 'invoice';
  if (due.coefficient >= 0n) return stated;
  return stated === 'creditNote' ? 'invoice' : 'creditNote';
}

/** The decimal without its minus; null stays null. */
export function unsigned(value: string | null): string | null {
  return value === null ? null : value.replace(/^-/, '');
}

/** Whose document it is: as stated, else by our VAT id on it, else the only entity there is. */
export function entityOf(input: DocumentInput, company: Company): string | null {
  if (input.entity)
    return company.entities.some((entity) => entity.code === input.entity) ? input.entity : null;
  const ours = company.entities.find((entity) => mentions(input, entity.vatIds));
  if (ours) return ours.code;
  return company.entities.length === 1 ? (company.entities[0]?.code ?? null) : null;
}

function mentions(input: DocumentInput, vatIds: readonly string[]): boolean {
  return [input.seller?.vatId, input.buyer?.vatId].some((vatId) => vatId && vatIds.includes(vatId));
}

/** Receivable when we are the seller, payable when we are the buyer; as stated where that is stated. */
export function directionOf(input: DocumentInput, company: Company): Direction | null {
  if (input.direction) return input.direction;
  const ours = company.entities.flatMap((entity) => entity.vatIds);
  if (input.seller?.vatId && ours.includes(input.seller.vatId)) return 'receivable';
  if (input.buyer?.vatId && ours.includes(input.buyer.vatId)) return 'payable';
  return null;
}

/** The other side: the buyer of what we sold, the seller of what we bought. Null when the document does not name it. */
export function partnerOf(input: DocumentInput, direction: Direction): PartnerMention | null {
  const side = direction === 'receivable' ? input.buyer : input.seller;
  if (!side?.name) return null;
  const accounts = direction === 'payable' ? (input.paymentMeans ?? []) : [];
  return {
    name: side.name,
    role: direction === 'receivable' ? 'customer' : 'supplier',
    number: side.number,
    vatId: side.vatId,
    country: side.country,
    accounts: accounts.flatMap(({ iban, account, bic }) => {
      const number = iban ?? account;
      return number ? [{ account: number, bic }] : [];
    }),
  };
}

/**
 * What identifies the document within its source: SAP's company code, year, number and origin; the id of Oracle, NetSuite and Business Central; an
 * e-invoice's seller, number and year; else the sender's own id, else entity, direction, partner, number and year.
 */
export function documentKeyOf(
  source: string,
  input: DocumentInput,
  entity: string,
  direction: Direction,
): string {
  const year = input.fiscalYear ?? Number(input.documentDate?.slice(0, 4) ?? 0);
  const number = input.documentNumber;
  if (source === 'sap') return keyOf(entity, year, input.erpNumber ?? number, input.origin ?? 'FI');
  if (source === 'einvoice') {
    const seller = input.seller?.vatId ?? input.seller?.legalId ?? input.seller?.name ?? '';
    return direction === 'payable' ? keyOf(seller, number, year) : keyOf('issued', number);
  }
  if (input.externalId) return input.externalId;
  const side = direction === 'receivable' ? input.buyer : input.seller;
  const partner = side?.number ?? side?.vatId ?? side?.name ?? '';
  return keyOf(entity, direction, partner, number, year);
}

/** A slash within a part is escaped, as in a JSON pointer: number "S/12" of "Foo A" is not number "12" of "Foo A/S". */
function keyOf(...parts: readonly (string | number)[]): string {
  return parts.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

/** Every number that the document is known by, each once. */
export function referencesOf(
  input: DocumentInput,
  direction: Direction,
): z.output<typeof documentFields>['references'] {
  const all = [
    {
      kind: direction === 'payable' ? ('supplier' as const) : ('billing' as const),
      number: input.documentNumber,
    },
    { kind: 'erp' as const, number: input.erpNumber },
    { kind: 'payment' as const, number: input.paymentReference },
    { kind: 'purchaseOrder' as const, number: input.purchaseOrder },
    ...(input.references ?? []),
  ];
  const seen = new Set<string>();
  return all.flatMap(({ kind, number }) => {
    if (!number || seen.has(`${kind}/${number}`)) return [];
    seen.add(`${kind}/${number}`);
    return [{ kind, number }];
  });
}

/** The rules that a document must keep to be settled; each broken one with its place. */
export function ruleProblems(input: DocumentInput, due: Decimal): Problem[] {
  const problems: Problem[] = [];
  const lines = input.lines ?? [];
  if (lines.length > 0 && input.netAmount) {
    const sum = sumOf(lines.map((line) => line.lineTotal));
    if (compareDecimals(sum, parseDecimal(input.netAmount)) !== 0) {
      const message = `lines add up to ${formatDecimal(sum)}, total says ${input.netAmount}`;
      problems.push({ pointer: '/netAmount', code: 'BR-CO-10', message });
    }
  }
  if (input.netAmount && input.taxAmount && input.grossAmount) {
    const sum = sumOf([input.netAmount, input.taxAmount]);
    if (compareDecimals(sum, parseDecimal(input.grossAmount)) !== 0) {
      const message = `net and tax add up to ${formatDecimal(sum)}, the total says ${input.grossAmount}`;
      problems.push({ pointer: '/grossAmount', code: 'BR-CO-15', message });
    }
  }
  const instalments = input.instalments ?? [];
  if (instalments.length > 0 && compareDecimals(sumOf(instalments.map((part) => part.amount)), due) !== 0) {
    const message = 'the instalments do not add up to the amount due';
    problems.push({ pointer: '/instalments', code: 'instalments.sum', message });
  }
  const turned = instalments.findIndex((part) => hasOtherSign(parseDecimal(part.amount), due));
  if (turned >= 0) {
    const message = 'has another sign than the amount due';
    problems.push({ pointer: `/instalments/${turned}/amount`, code: 'instalments.sign', message });
  }
  return problems;
}

/** An open item has no sign of its own: 200 and −100 of 100 due would be 300 to pay. */
function hasOtherSign({ coefficient: part }: Decimal, { coefficient: due }: Decimal): boolean {
  return part !== 0n && (due === 0n || part < 0n !== due < 0n);
}

function sumOf(amounts: readonly string[]): Decimal {
  return amounts.reduce((sum, amount) => addDecimals(sum, parseDecimal(amount)), ZERO);
}

/** One open item per instalment, else one over the whole amount. */
export function instalmentsOf(input: DocumentInput, due: Decimal, fallbackDueDate: string): Instalment[] {
  const discounts = (input.discounts ?? []).map((d) => ({ ...d, base: unsigned(d.base) }));
  const parts = input.instalments ?? [];
  if (parts.length > 0) {
    return parts.map((part, index) => ({
      instalment: index + 1,
      dueDate: part.dueDate,
      amount: unsigned(part.amount) ?? '0',
      discounts: index === 0 ? discounts : [],
    }));
  }
  const amount = unsigned(formatDecimal(due)) ?? '0';
  return [{ instalment: 1, dueDate: input.dueDate ?? fallbackDueDate, amount, discounts }];
}
