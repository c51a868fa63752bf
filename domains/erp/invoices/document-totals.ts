import { addToBuckets } from '#db/buckets.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { documentTotals } from '#db/schema/invoices.ts';
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

/** Moves documents between the projected totals. */
export async function addToDocumentTotals(
  tx: ProjectionTx,
  { removed, added }: { removed: readonly CountedDocument[]; added: readonly CountedDocument[] },
): Promise<void> {
  const buckets = new Map<Id, Bucket>();
  for (const document of removed) addTo(buckets, tx.tenantId, document, -1);
  for (const document of added) addTo(buckets, tx.tenantId, document, 1);
  const rows = [...buckets].map(([id, { document, count, amount, openAmount }]) => ({
    tenantId: tx.tenantId,
    id,
    entityId: document.entityId,
    direction: document.direction,
    currency: document.currency,
    settlement: document.settlement,
    documentCount: count,
    amount: formatDecimal(amount),
    openAmount: formatDecimal(openAmount),
  }));
  await addToBuckets(tx, documentTotals, rows, ['documentCount', 'amount', 'openAmount']);
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
