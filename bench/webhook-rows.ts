import { and, eq, isNotNull } from 'drizzle-orm';
import { type Database, database, driverOf } from '#db/client.ts';
import type { Head } from '#db/event-store/heads.ts';
import type { StoredEvent } from '#db/event-store/prepare.ts';
import { storeEvents } from '#db/event-store/store.ts';
import { insertRows } from '#db/insert.ts';
import { events } from '#db/schema/event-store.ts';
import { documentReferences, invoiceLineItems, invoices, openItems } from '#db/schema/invoices.ts';
import { inboundMessages } from '#db/schema/platform.ts';
import { setTenant } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';

/** The rows that one document became, to be written again under other ids. */
export type SameRows = {
  readonly tenantId: Id;
  readonly message: typeof inboundMessages.$inferSelect;
  readonly event: StoredEvent;
  readonly invoice: typeof invoices.$inferSelect;
  readonly lines: (typeof invoiceLineItems.$inferSelect)[];
  readonly references: (typeof documentReferences.$inferSelect)[];
  readonly items: (typeof openItems.$inferSelect)[];
};

/** Takes the rows of a document that this company got by its webhook. */
export async function prepareSameRows({ drizzle, sql }: Database, tenantId: Id): Promise<SameRows> {
  const [invoice] = await drizzle
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), isNotNull(invoices.businessPartnerId)))
    .limit(1);
  if (!invoice) throw new Error('No document has come in yet.');
  const [message] = await drizzle
    .select()
    .from(inboundMessages)
    .where(eq(inboundMessages.tenantId, tenantId));
  const [event] = await drizzle.select().from(events).where(eq(events.streamId, invoice.id));
  const lines = await drizzle
    .select()
    .from(invoiceLineItems)
    .where(eq(invoiceLineItems.invoiceId, invoice.id));
  const references = await drizzle
    .select()
    .from(documentReferences)
    .where(eq(documentReferences.invoiceId, invoice.id));
  const items = await drizzle.select().from(openItems).where(eq(openItems.invoiceId, invoice.id));
  await sql.end();
  if (!message || !event) throw new Error('The document has no message or no event.');
  return { tenantId, message, event, invoice, lines, references, items };
}

let position = 1_000_000;

/**
 * Writes `count` × `size` documents' rows into the tables that a delivery writes, as the runtime role, with all keys, indexes and policies, one
 * transaction a batch: message, events, documents, lines, numbers, open items. No signature, JSON, rule or hash: what remains is what PostgreSQL
 * itself takes. Documents per second. The company's log is no chain any more afterwards.
 */
export async function insertSameRows(same: SameRows, count: number, size: number): Promise<number> {
  const start = performance.now();
  for (let batch = 0; batch < count; batch++) {
    await database().drizzle.transaction(async (tx) => {
      await setTenant(tx, same.tenantId);
      const ids = Array.from({ length: size }, newId);
      const stored = ids.map((id) => ({
        ...same.event,
        streamId: id,
        streamVersion: 1,
        position: ++position,
      }));
      const head: Head = { position, hash: same.event.hash, recordedAt: same.event.recordedAt };
      await storeEvents(driverOf(tx), same.tenantId, stored, head);
      const body = Buffer.concat(Array.from({ length: size }, () => same.message.body ?? Buffer.alloc(0)));
      await insertRows(tx, inboundMessages, [{ ...same.message, id: newId(), messageId: newId(), body }]);
      await insertRows(
        tx,
        invoices,
        ids.map((id) => ({ ...same.invoice, id, documentKey: id })),
      );
      const children = <Row extends { id: Id; invoiceId: Id }>(rows: readonly Row[]) =>
        ids.flatMap((invoiceId) => rows.map((row) => ({ ...row, id: newId(), invoiceId })));
      await insertRows(tx, invoiceLineItems, children(same.lines));
      await insertRows(tx, documentReferences, children(same.references));
      await insertRows(tx, openItems, children(same.items));
    });
  }
  return ((count * size) / (performance.now() - start)) * 1000;
}
