import type { EventOf, RecordedEvent } from '#db/event-store/event.ts';
import type { statementRows } from '#db/schema/statements.ts';
import type { StatementRowsCorrected, StatementRowsImported } from './events.ts';

type Event =
  | RecordedEvent<EventOf<typeof StatementRowsImported>>
  | RecordedEvent<EventOf<typeof StatementRowsCorrected>>;

/** A row of the event as a row of the table. What only some banks give stays together in `details`. */
export function rowRow(event: Event, row: Event['data']['rows'][number]): typeof statementRows.$inferInsert {
  return {
    tenantId: event.tenantId,
    id: row.id,
    statementId: event.data.statementId,
    bankAccountId: event.data.bankAccountId,
    entityId: event.data.entityId,
    rowNumber: row.rowNumber,
    transactionDate: row.bookingDate,
    valueDate: row.valueDate,
    description: row.description,
    reference: row.reference,
    bankReference: row.bankReference,
    endToEndId: row.endToEndId,
    mandateId: row.mandateId,
    uetr: row.uetr,
    chequeNumber: row.chequeNumber,
    transactionCode: row.transactionCode,
    amount: row.amount,
    currency: row.currency,
    direction: row.direction,
    isReversal: row.isReversal,
    status: row.status,
    balanceAfter: row.balanceAfter,
    counterpartyName: row.counterparty.name,
    counterpartyAccount: row.counterparty.account,
    counterpartyBic: row.counterparty.bic,
    details: {
      businessCode: row.businessCode,
      ultimateParty: row.ultimateParty,
      remittance: row.remittance,
      instructedAmount: row.instructedAmount,
      exchangeRate: row.exchangeRate,
      charges: row.charges,
      returnReason: row.returnReason,
      originalAmount: row.originalAmount,
      availability: row.availability,
      batch: row.batch,
      parentRow: row.parentRow,
      members: row.details,
      flagged: row.flagged,
    },
    line: row.line,
    raw: null,
    fingerprint: row.fingerprint,
    occurrence: row.occurrence,
    matchStatus: 'unmatched',
    matchedInvoiceId: null,
    queue: isBooked(event.data.kind, row.status) ? 'waiting' : null,
    announcement: isAnnounced(event.data.kind, row.status) ? 'expected' : null,
    bookedRowId: null,
    version: event.streamVersion,
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  };
}

/** Only booked rows of end-of-day statements move money, and are matched by themselves. */
export function isBooked(kind: string, status: string): boolean {
  return kind === 'endOfDay' && status === 'booked';
}

/** What intraday reports and advices tell, and what is pending, announces a booking. Information does not. */
function isAnnounced(kind: string, status: string): boolean {
  return status !== 'information' && !isBooked(kind, status);
}
