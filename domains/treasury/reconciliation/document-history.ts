import { driverOf } from '#db/client.ts';
import { catalogueOf, eventsOf, type RecordedEvent, type StreamName } from '#db/event-store/event.ts';
import { readStreams } from '#db/event-store/read.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { InvoiceIngested, InvoiceRejected, invoiceEvents } from '../../erp/invoices/events.ts';
import { type ActorRef, nameActors } from '../../identity/audit/actors.ts';
import { addUp } from '../markets/valuation.ts';
import { MatchMoved, MatchUndone, reconciliationEvents, TransactionReconciled } from './events.ts';

const CATALOGUE = catalogueOf([...invoiceEvents, ...reconciliationEvents]);

/** Something that happened to a document, oldest first. Amounts are unsigned, in the document's currency. */
export type DocumentMoment = {
  readonly at: Instant;
  readonly position: number;
  readonly who: string;
} & (
  | { readonly kind: 'ingested' }
  | { readonly kind: 'rejected'; readonly reasons: readonly string[] }
  | { readonly kind: 'settled'; readonly amount: string; readonly rowId: Id; readonly byEngine: boolean }
  | { readonly kind: 'undone'; readonly reason: string | null; readonly rowId: Id }
);

/** The document's events, and those of the bank rows that settle it, as far as they concern it. */
export async function documentHistory(
  tx: TenantTx,
  id: Id,
  rowIds: readonly Id[],
): Promise<DocumentMoment[]> {
  const streams: StreamName[] = [
    { type: 'invoice', id },
    ...[...new Set(rowIds)].map((rowId) => ({ type: 'reconciliation', id: rowId })),
  ];
  const events = await readStreams(driverOf(tx), CATALOGUE, tx.scope.tenantId, streams);
  const nameOf = await nameActors(tx, events.map(actorOf));
  const common = (event: RecordedEvent) => ({
    at: event.recordedAt,
    position: event.position,
    who: nameOf(actorOf(event)),
  });
  const settled = eventsOf(events, TransactionReconciled).flatMap((event): DocumentMoment[] => {
    const ours = event.data.allocations.filter(({ invoiceId }) => invoiceId === id);
    if (ours.length === 0) return [];
    const amount = addUp(ours.map((allocation) => allocation.amount));
    return [
      {
        ...common(event),
        kind: 'settled',
        amount,
        rowId: event.stream.id,
        byEngine: event.data.origin === 'engine',
      },
    ];
  });
  const moments: DocumentMoment[] = [
    ...eventsOf(events, InvoiceIngested).map((event) => ({ ...common(event), kind: 'ingested' as const })),
    ...eventsOf(events, InvoiceRejected).map((event) => ({
      ...common(event),
      kind: 'rejected' as const,
      reasons: event.data.reasons.map((reason) => reason.message),
    })),
    ...settled,
    ...eventsOf(events, MatchUndone)
      .filter((event) => concerned(event, settled, events))
      .map((event) => ({
        ...common(event),
        kind: 'undone' as const,
        reason: event.data.reason,
        rowId: event.stream.id,
      })),
    ...eventsOf(events, MatchMoved)
      .filter((event) => concerned(event, settled, events))
      .map((event) => ({
        ...common(event),
        kind: 'undone' as const,
        reason: 'The announced row was booked.',
        rowId: event.data.bookedRowId,
      })),
  ];
  return moments.sort((a, b) => a.position - b.position);
}

/** Whether what was undone is a decision that settled our document: the last one of its row before it. */
function concerned(
  undone: RecordedEvent,
  settled: readonly DocumentMoment[],
  events: readonly RecordedEvent[],
): boolean {
  const decision = eventsOf(events, TransactionReconciled).findLast(
    ({ stream, position }) => stream.id === undone.stream.id && position < undone.position,
  );
  return settled.some(({ position }) => position === decision?.position);
}

function actorOf({ metadata }: RecordedEvent): ActorRef {
  return { ...metadata.actor, userId: metadata.userId };
}
