import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import { addToDocumentTotals, type CountedDocument } from '../../erp/invoices/document-totals.ts';
import { addToOpenItemTotals, signedBy, type TotalDelta } from '../../erp/invoices/open-item-totals.ts';
import type { Allocation } from './decide.ts';

/** What an allocation settles of an open item, and when. */
type Settlement = Pick<Allocation, 'openItemId' | 'amount'> & { at: string };

/** Moves open amounts (sign −1 settles, +1 opens again), and with them the documents and the totals. */
export async function settle(
  tx: ProjectionTx,
  settlements: readonly Settlement[],
  sign: 1n | -1n,
): Promise<void> {
  if (settlements.length === 0) return;
  const byItem = new Map<Id, { amount: string; at: string }>();
  for (const { openItemId, amount, at } of settlements) {
    const sum = byItem.get(openItemId);
    const value = parseDecimal(amount);
    const signed = sign === 1n ? value : negateDecimal(value);
    byItem.set(openItemId, {
      amount: formatDecimal(sum ? addDecimals(parseDecimal(sum.amount), signed) : signed),
      at,
    });
  }
  // Rows are locked in the order of their ids, everywhere.
  const items = [...byItem].sort(([a], [b]) => (a < b ? -1 : 1));
  const changed = await driverOf(tx).unsafe<ChangedItem[]>(
    `UPDATE open_items o SET
       open_amount = o.open_amount + d.amount,
       settlement = CASE WHEN o.open_amount + d.amount = 0 THEN 'paid' WHEN o.open_amount + d.amount < o.original_amount THEN 'partlyPaid' ELSE 'open' END,
       updated_at = d.at
     FROM unnest($2::text::uuid[], $3::text::numeric[], $4::text::timestamptz[]) AS d(id, amount, at)
     WHERE o.tenant_id = $1 AND o.id = d.id
     RETURNING o.id, o.invoice_id, o.entity_id, o.direction, o.document_type, o.currency, o.due_date::text AS due_date,
       d.amount::text AS delta, (o.open_amount = 0) AS is_closed, (o.open_amount - d.amount = 0) AS was_closed`,
    [
      tx.tenantId,
      arrayLiteral(items.map(([id]) => id)),
      arrayLiteral(items.map(([, { amount }]) => amount)),
      arrayLiteral(items.map(([, { at }]) => at)),
    ],
  );
  await addToOpenItemTotals(tx, changed.map(totalDelta));
  await updateDocuments(tx, [...new Set(changed.map((item) => item.invoice_id))].sort());
}

type ChangedItem = {
  id: Id;
  invoice_id: Id;
  entity_id: string;
  direction: string;
  document_type: string;
  currency: string;
  due_date: string;
  delta: string;
  is_closed: boolean;
  was_closed: boolean;
};

function totalDelta(item: ChangedItem): TotalDelta {
  return {
    entityId: item.entity_id,
    direction: item.direction,
    currency: item.currency,
    dueDate: item.due_date,
    amount: signedBy(item.document_type, item.delta),
    count: Number(item.was_closed) - Number(item.is_closed),
  };
}

/** A document's settlement is that of its items together. */
async function updateDocuments(tx: ProjectionTx, invoiceIds: readonly Id[]): Promise<void> {
  const changed = await driverOf(tx).unsafe<ChangedDocument[]>(
    `UPDATE invoices i SET open_amount = s.open_amount, next_due_date = s.next_due_date,
       settlement = CASE WHEN s.open_amount = 0 THEN 'paid' WHEN s.open_amount < i.amount THEN 'partlyPaid' ELSE 'open' END,
       status = CASE WHEN s.open_amount = 0 THEN 'matched' ELSE 'received' END,
       updated_at = s.updated_at
     FROM (SELECT invoice_id, sum(open_amount) AS open_amount, max(updated_at) AS updated_at,
                  min(due_date) FILTER (WHERE open_amount > 0) AS next_due_date FROM open_items
            WHERE tenant_id = $1 AND invoice_id = ANY ($2::text::uuid[]) GROUP BY invoice_id) AS s
     WHERE i.tenant_id = $1 AND i.id = s.invoice_id
     RETURNING i.entity_id AS "entityId", i.direction, i.document_type AS "documentType", i.currency, i.amount,
       old.settlement AS "oldSettlement", old.open_amount AS "oldOpenAmount", i.settlement, i.open_amount AS "openAmount"`,
    [tx.tenantId, arrayLiteral(invoiceIds)],
  );
  await addToDocumentTotals(tx, {
    removed: changed.map(({ oldSettlement, oldOpenAmount, ...document }) => ({
      ...document,
      settlement: oldSettlement,
      openAmount: oldOpenAmount,
    })),
    added: changed,
  });
}

type ChangedDocument = CountedDocument & { oldSettlement: string; oldOpenAmount: string };
