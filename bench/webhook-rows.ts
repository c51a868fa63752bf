import { eq, isNotNull } from 'drizzle-orm';
import { type Database, database } from '#db/client.ts';
import { insertRows } from '#db/insert.ts';
import { documentReferences, invoiceLineItems, invoices, openItems } from '#db/schema/invoices.ts';
import { setTenant } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';

/** The rows that one document became, to be written again under other ids. */
export type SameRows = {
  readonly tenantId: Id;
  readonly invoice: typeof invoices.$inferSelect;
  readonly lines: (typeof invoiceLineItems.$inferSelect)[];
  readonly references: (typeof documentReferences.$inferSelect)[];
  readonly items: (typeof openItems.$inferSelect)[];
};

/** Takes the rows of any document that came in by the webhook before. */
export async function prepareSameRows({ drizzle, sql }: Database): Promise<SameRows> {
  const [invoice] = await drizzle
    .select()
    .from(invoices)
    .where(isNotNull(invoices.businessPartnerId))
    .limit(1);
  if (!invoice) throw new Error('No document has come in yet.');
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
  return { tenantId: invoice.tenantId, invoice, lines, references, items };
}

/**
 * Writes `count` × `size` documents' rows into the projection tables as the runtime role, with all keys, indexes and policies, one transaction a
 * batch. No event, message, signature or JSON: what remains is what PostgreSQL itself takes. Documents per second.
 */
export async function insertSameRows(same: SameRows, count: number, size: number): Promise<number> {
  const start = performance.now();
  for (let batch = 0; batch < count; batch++) {
    await database().drizzle.transaction(async (tx) => {
      await setTenant(tx, same.tenantId);
      const ids = Array.from({ length: size }, newId);
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
