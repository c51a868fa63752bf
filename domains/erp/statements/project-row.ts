import type { EventOf, RecordedEvent } from '#db/event-store/event.ts';
import type { statementRows } from '#db/schema/statements.ts';
import type { StatementRowsImported } from './events.ts';

type Event = RecordedEvent<EventOf<typeof StatementRowsImported>>;

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
    queue: event.data.kind === 'endOfDay' && row.status === 'booked' ? 'waiting' : null,
    version: event.streamVersion,
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  };
}
