import { and, eq, inArray } from 'drizzle-orm';
import { allDone } from '#db/errors.ts';
import { eventsOf } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { documentReferences, invoiceLineItems, invoices, openItems } from '#db/schema/invoices.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { addToDocumentTotals, type CountedDocument } from './document-totals.ts';
import { InvoiceIngested, InvoiceRejected } from './events.ts';
import { normaliseNumber } from './normalise-number.ts';
import { addToOpenItemTotals, signedBy } from './open-item-totals.ts';

const ingestedOf = (events: Parameters<Projector['project']>[1]) => eventsOf(events, InvoiceIngested);
const rejectedOf = (events: Parameters<Projector['project']>[1]) => eventsOf(events, InvoiceRejected);
type Ingested = ReturnType<typeof ingestedOf>[number];
type Rejected = ReturnType<typeof rejectedOf>[number];

/** Documents, their lines, numbers and open items, and the totals of what is open. */
export const invoicesProjector: Projector = {
  name: 'invoices',
  codeVersion: 4,
  async project(tx, events) {
    const latest = new Map<Id, Ingested | Rejected>();
    for (const event of [...ingestedOf(events), ...rejectedOf(events)].sort(
      (a, b) => a.position - b.position,
    )) {
      latest.set(event.stream.id, event);
    }
    const documents = [...latest.values()];
    if (documents.length === 0) return;
    const removed = await removeSuperseded(tx, documents);
    const rows = documents.map(invoiceRow);
    const ingested = documents.filter((event) => event.type === 'InvoiceIngested');
    // Sent behind each other without waiting, and run in this order.
    await allDone([
      insertRows(tx, invoices, rows),
      insertRows(tx, invoiceLineItems, documents.flatMap(lineRows)),
      insertRows(tx, documentReferences, documents.flatMap(referenceRows)),
      insertRows(tx, openItems, ingested.flatMap(openItemRows)),
      addToDocumentTotals(tx, { removed, added: rows }),
      addToOpenItemTotals(tx, ingested.flatMap(totals)),
    ]);
  },
};

/** A corrected post replaces the rejected document, which has no open items and nothing that refers to it. */
async function removeSuperseded(
  tx: ProjectionTx,
  documents: readonly (Ingested | Rejected)[],
): Promise<CountedDocument[]> {
  const ids = documents.filter((event) => event.streamVersion > 1).map((event) => event.stream.id);
  if (ids.length === 0) return [];
  for (const table of [invoiceLineItems, documentReferences]) {
    await tx.delete(table).where(and(eq(table.tenantId, tx.tenantId), inArray(table.invoiceId, ids)));
  }
  return tx
    .delete(invoices)
    .where(and(eq(invoices.tenantId, tx.tenantId), inArray(invoices.id, ids)))
    .returning();
}

const timesOf = (event: Ingested | Rejected) => ({
  createdAt: event.recordedAt,
  updatedAt: event.recordedAt,
});

function invoiceRow(event: Ingested | Rejected): typeof invoices.$inferInsert {
  const { data } = event;
  const rejected = event.type === 'InvoiceRejected';
  return {
    tenantId: event.tenantId,
    id: event.stream.id,
    userId: event.metadata.userId,
    source: data.source,
    documentKey: data.documentKey,
    documentNumber: data.documentNumber,
    sapDocumentNumber: erpNumberOf(data),
    sapOrigin: data.sapOrigin,
    entityId: data.entityId,
    direction: data.direction,
    documentType: data.documentType,
    currency: data.currency,
    amount: data.amount,
    netAmount: data.netAmount,
    taxAmount: data.taxAmount,
    openAmount: rejected ? '0' : data.amount,
    settlement: rejected ? 'none' : settlementOf(data.amount),
    status: rejected ? 'rejected' : 'received',
    subsidiary: data.entityId,
    vendorName: data.partnerName,
    vendorId: data.partnerNumber,
    businessPartnerId: data.businessPartnerId,
    documentDate: data.documentDate,
    postingDate: data.postingDate,
    dueDate: event.type === 'InvoiceIngested' ? lastDueDate(event) : data.dueDate,
    nextDueDate: event.type === 'InvoiceIngested' ? firstDueDate(event) : null,
    fiscalYear: data.fiscalYear,
    paymentTerms: data.paymentTerms,
    exchangeRate: data.exchangeRate,
    companyAmount: data.companyAmount,
    companyCurrency: data.companyCurrency,
    onHold: data.onHold,
    rejectionReasons: event.type === 'InvoiceRejected' ? event.data.reasons : [],
    contentHash: data.contentHash,
    inboundMessageId: data.inboundMessageId,
    metadata: data.metadata,
    version: event.streamVersion,
    ...timesOf(event),
  };
}

/** The ERP's own number, where it has one beside the document's: two suppliers may use the same number, SAP never does. */
function erpNumberOf(data: Ingested['data'] | Rejected['data']): string {
  return data.references.find((reference) => reference.kind === 'erp')?.number ?? data.documentNumber;
}

function lineRows(event: Ingested | Rejected): (typeof invoiceLineItems.$inferInsert)[] {
  return event.data.lines.map((line, index) => ({
    tenantId: event.tenantId,
    id: derivedId(event.tenantId, 'invoice-line', event.stream.id, index + 1),
    invoiceId: event.stream.id,
    lineNumber: index + 1,
    ...line,
    ...timesOf(event),
  }));
}

function referenceRows(event: Ingested | Rejected): (typeof documentReferences.$inferInsert)[] {
  return event.data.references.map(({ kind, number }) => ({
    tenantId: event.tenantId,
    id: derivedId(event.tenantId, 'document-reference', event.stream.id, kind, number),
    invoiceId: event.stream.id,
    kind,
    number,
    normalised: normaliseNumber(number),
    ...timesOf(event),
  }));
}

function openItemRows(event: Ingested): (typeof openItems.$inferInsert)[] {
  const { data } = event;
  return data.openItems.map((item) => ({
    tenantId: event.tenantId,
    id: item.id,
    invoiceId: event.stream.id,
    instalment: item.instalment,
    entityId: data.entityId,
    direction: data.direction,
    documentType: data.documentType,
    businessPartnerId: data.businessPartnerId,
    currency: data.currency,
    dueDate: item.dueDate,
    discounts: item.discounts,
    originalAmount: item.amount,
    openAmount: item.amount,
    settlement: settlementOf(item.amount),
    onHold: data.onHold,
    paymentAnnounced: false,
    version: event.streamVersion,
    ...timesOf(event),
  }));
}

function totals({ data }: Ingested) {
  return data.openItems
    .filter((item) => !isZero(item.amount))
    .map((item) => ({
      entityId: data.entityId,
      direction: data.direction,
      currency: data.currency,
      dueDate: item.dueDate,
      amount: signedBy(data.documentType, item.amount),
      count: 1,
    }));
}

/** The day by which all of it is due; instalments come in the sender's order. */
function lastDueDate({ data }: Ingested): string | null {
  const days = data.openItems.map((item) => item.dueDate);
  return days.sort().at(-1) ?? null;
}

/** The first day on which some of it is due. */
function firstDueDate({ data }: Ingested): string | null {
  const open = data.openItems.filter((item) => !isZero(item.amount));
  return open.map((item) => item.dueDate).sort()[0] ?? null;
}

const settlementOf = (amount: string) => (isZero(amount) ? 'paid' : 'open');
const isZero = (amount: string) => /^[0.]*$/.test(amount);
