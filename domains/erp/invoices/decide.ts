import type { z } from 'zod';
import type { EventOf } from '#db/event-store/event.ts';
import { addDays } from '#lib/dates.ts';
import { type Decimal, formatDecimal } from '#lib/decimal.ts';
import type { Problem } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import {
  amountDue,
  type Company,
  directionOf,
  documentKeyOf,
  documentTypeOf,
  entityOf,
  instalmentsOf,
  referencesOf,
  ruleProblems,
  unsigned,
} from './document.ts';
import type { documentFields, InvoiceIngested, InvoiceRejected } from './events.ts';
import type { DocumentInput } from './input.ts';

export type InvoiceEvent = EventOf<typeof InvoiceIngested> | EventOf<typeof InvoiceRejected>;

/** What is already known of a document. */
export type InvoiceState =
  | { readonly status: 'none' }
  | {
      readonly status: 'rejected';
      readonly contentHash: string;
      readonly reasons: readonly Problem[];
      readonly version: number;
    }
  | { readonly status: 'received'; readonly contentHash: string; readonly version: number };

export const initialInvoice: InvoiceState = { status: 'none' };

export function evolveInvoice(state: InvoiceState, event: InvoiceEvent): InvoiceState {
  const version = (state.status === 'none' ? 0 : state.version) + 1;
  switch (event.type) {
    case 'InvoiceIngested':
      return { status: 'received', contentHash: event.data.contentHash, version };
    case 'InvoiceRejected':
      return {
        status: 'rejected',
        contentHash: event.data.contentHash,
        reasons: event.data.reasons,
        version,
      };
    default:
      return event satisfies never;
  }
}

/** What became of one item of a request. */
export type Decision =
  | { readonly outcome: 'ingested'; readonly event: EventOf<typeof InvoiceIngested> }
  | {
      readonly outcome: 'rejected';
      readonly event: EventOf<typeof InvoiceRejected> | null;
      readonly problems: readonly Problem[];
    }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'conflict'; readonly problems: readonly Problem[] };

/** The facts around an item that the item itself does not say. */
export type ItemContext = {
  readonly tenantId: Id;
  readonly source: string;
  readonly company: Company;
  readonly contentHash: string;
  readonly inboundMessageId: Id;
  /** The tenant's today: the base of a due date that is not given. */
  readonly today: string;
};

/** An item that has a key, an amount and an owner: enough to be kept, whatever else is wrong with it. */
export type IdentifiedItem = {
  readonly input: DocumentInput;
  readonly due: Decimal;
  readonly entity: string;
  readonly direction: 'payable' | 'receivable';
  readonly documentKey: string;
};

/** Finds out which document an item is; the problems say why that cannot be told. */
export function identify(
  input: DocumentInput,
  source: string,
  company: Company,
): IdentifiedItem | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const due = amountDue(input);
  const entity = entityOf(input, company);
  const direction = directionOf(input, company);
  if (!due) problems.push({ pointer: '/amount', code: 'amount.missing', message: 'says no amount due' });
  if (!entity) {
    const message = input.entity
      ? `“${input.entity}” is no entity of this company`
      : 'says not whose document it is';
    problems.push({ pointer: '/entity', code: 'entity.unknown', message });
  }
  if (!direction) {
    const message = 'is neither “payable” nor “receivable”, and no VAT id of ours tells';
    problems.push({ pointer: '/direction', code: 'direction.unknown', message });
  }
  if (!due || !entity || !direction) return { problems };
  return { input, due, entity, direction, documentKey: documentKeyOf(source, input, entity, direction) };
}

/** The id of a document, and of its stream, from what identifies it: a second delivery meets the first. */
export function invoiceIdOf(tenantId: Id, source: string, documentKey: string): Id {
  return derivedId(tenantId, 'invoice', source, documentKey);
}

/** Accepts, refuses or recognises a document. A corrected post supersedes a rejected one; an accepted one never changes silently. */
export function decideIngest(state: InvoiceState, item: IdentifiedItem, context: ItemContext): Decision {
  if (state.status === 'received') {
    if (state.contentHash === context.contentHash) return { outcome: 'known' };
    const message = 'was already received with other content';
    return { outcome: 'conflict', problems: [{ pointer: '', code: 'document.conflict', message }] };
  }
  if (state.status === 'rejected' && state.contentHash === context.contentHash) {
    return { outcome: 'rejected', event: null, problems: state.reasons };
  }
  const fields = fieldsOf(item, context);
  const problems = ruleProblems(item.input, item.due);
  if (problems.length > 0) {
    return {
      outcome: 'rejected',
      event: { type: 'InvoiceRejected', data: { ...fields, reasons: problems } },
      problems,
    };
  }
  const invoiceId = invoiceIdOf(context.tenantId, context.source, item.documentKey);
  const base = item.input.documentDate ?? context.today;
  const dueDate = addDays(base, context.company.defaultPaymentTermsDays);
  const openItems = instalmentsOf(item.input, item.due, dueDate).map((part) => ({
    id: derivedId(context.tenantId, 'open-item', invoiceId, part.instalment),
    ...part,
  }));
  return { outcome: 'ingested', event: { type: 'InvoiceIngested', data: { ...fields, openItems } } };
}

/** Who the partner is, is found out for those alone that are put on record. */
function fieldsOf(item: IdentifiedItem, context: ItemContext): z.output<typeof documentFields> {
  const { input, due, direction } = item;
  const side = direction === 'receivable' ? input.buyer : input.seller;
  return {
    source: context.source,
    documentKey: item.documentKey,
    documentNumber: input.documentNumber,
    sapOrigin: context.source === 'sap' ? (input.origin ?? 'FI') : null,
    entityId: item.entity,
    direction,
    documentType: documentTypeOf(input, due),
    currency: input.currency,
    amount: unsigned(formatDecimal(due)) ?? '0',
    netAmount: unsigned(input.netAmount),
    taxAmount: unsigned(input.taxAmount),
    partnerName: side?.name ?? null,
    partnerNumber: side?.number ?? null,
    businessPartnerId: null,
    documentDate: input.documentDate,
    postingDate: input.postingDate,
    dueDate: lastDueDate(input),
    fiscalYear: input.fiscalYear ?? (input.documentDate ? Number(input.documentDate.slice(0, 4)) : null),
    paymentTerms: input.paymentTerms,
    exchangeRate: input.exchangeRate?.rate ?? null,
    companyAmount: unsigned(input.companyAmount?.amount ?? null),
    companyCurrency: input.companyAmount?.currency ?? null,
    onHold: input.onHold ?? false,
    contentHash: context.contentHash,
    inboundMessageId: context.inboundMessageId,
    references: referencesOf(input, direction),
    lines: (input.lines ?? []).map((line) => ({
      description: line.description ?? '',
      quantity: line.quantity ?? '1',
      unitPrice: line.unitPrice ?? line.lineTotal,
      lineTotal: line.lineTotal,
      taxRate: line.taxRate,
      glAccount: line.glAccount,
    })),
    metadata: {
      externalId: input.externalId,
      buyerReference: input.buyerReference,
      precedingInvoices: input.precedingInvoices,
      paymentMeans: input.paymentMeans,
      seller: input.seller,
      buyer: input.buyer,
    },
  };
}

function lastDueDate(input: DocumentInput): string | null {
  const dates = (input.instalments ?? []).map((part) => part.dueDate);
  return dates.length > 0 ? (dates.sort().at(-1) ?? null) : input.dueDate;
}
