import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
import { addDecimals, type Decimal, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { signedBy } from './open-item-totals.ts';

/** What the totals need to know of a document; amounts are unsigned, the type carries the sign. */
export type CountedDocument = {
  readonly entityId: string;
  readonly direction: string;
  readonly documentType: string;
  readonly currency: string;
  readonly settlement: string;
  readonly amount: string;
  readonly openAmount: string;
};

type Bucket = { document: CountedDocument; count: number; amount: Decimal; openAmount: Decimal };

/** Moves documents between the projected totals. An empty bucket is deleted, so that every order of events leaves the same rows. */
export async function addToDocumentTotals(
  tx: ProjectionTx,
  { removed, added }: { removed: readonly CountedDocument[]; added: readonly CountedDocument[] },
): Promise<void> {
  const buckets = new Map<Id, Bucket>();
  for (const document of removed) addTo(buckets, tx.tenantId, document, -1);
  for (const document of added) addTo(buckets, tx.tenantId, document, 1);
  if (buckets.size === 0) return;
  const rows = [...buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = (value: (bucket: Bucket, id: Id) => string) =>
    arrayLiteral(rows.map(([id, bucket]) => value(bucket, id)));
  const ids = column((_, id) => id);
  await driverOf(tx).unsafe(
    `INSERT INTO document_totals AS t (tenant_id, id, entity_id, direction, currency, settlement, document_count, amount, open_amount)
     SELECT $1::uuid, d.* FROM unnest($2::text::uuid[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::text[],
       $7::text::int[], $8::text::numeric[], $9::text::numeric[]) AS d
     ON CONFLICT (tenant_id, id) DO UPDATE SET document_count = t.document_count + excluded.document_count,
       amount = t.amount + excluded.amount, open_amount = t.open_amount + excluded.open_amount`,
    [
      tx.tenantId,
      ids,
      column(({ document }) => document.entityId),
      column(({ document }) => document.direction),
      column(({ document }) => document.currency),
      column(({ document }) => document.settlement),
      column(({ count }) => String(count)),
      column((bucket) => formatDecimal(bucket.amount)),
      column((bucket) => formatDecimal(bucket.openAmount)),
    ],
    { prepare: true },
  );
  await driverOf(tx).unsafe(
    'DELETE FROM document_totals WHERE tenant_id = $1 AND document_count = 0 AND id = ANY ($2::text::uuid[])',
    [tx.tenantId, ids],
    { prepare: true },
  );
}

function addTo(buckets: Map<Id, Bucket>, tenantId: Id, document: CountedDocument, count: 1 | -1): void {
  const { entityId, direction, currency, settlement, documentType } = document;
  const id = derivedId(tenantId, 'document-total', entityId, direction, currency, settlement);
  const bucket = buckets.get(id) ?? { document, count: 0, amount: ZERO, openAmount: ZERO };
  const signed = (amount: string) => {
    const value = parseDecimal(signedBy(documentType, amount));
    return count === 1 ? value : negateDecimal(value);
  };
  buckets.set(id, {
    document,
    count: bucket.count + count,
    amount: addDecimals(bucket.amount, signed(document.amount)),
    openAmount: addDecimals(bucket.openAmount, signed(document.openAmount)),
  });
}

const ZERO: Decimal = { coefficient: 0n, scale: 0 };
