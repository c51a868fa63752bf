import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { businessPartners, invoices } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type Cursor, pageOf } from '#lib/cursor.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { isId } from '#lib/ids.ts';
import { type DocumentFilter, within } from './document-filter.ts';

/** What documents are sorted by, newest first when `descending`; each has an index. */
export const DOCUMENT_SORTS = ['date', 'due'] as const;
export type DocumentSort = (typeof DOCUMENT_SORTS)[number];

/** Where a page begins: after or before a document (its date and id), in the order that the list has. */
export type DocumentPlace = {
  readonly by: DocumentSort;
  readonly descending: boolean;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
};

const columns = {
  id: invoices.id,
  number: invoices.documentNumber,
  erpNumber: invoices.sapDocumentNumber,
  source: invoices.source,
  entity: invoices.entityId,
  direction: invoices.direction,
  documentType: invoices.documentType,
  partner: sql<string | null>`COALESCE(${businessPartners.name}, ${invoices.vendorName})`,
  documentDate: invoices.documentDate,
  /** The day by which all of it is due. */
  dueDate: invoices.dueDate,
  /** The day of the first instalment that is open; null when none is. */
  nextDueDate: invoices.nextDueDate,
  currency: invoices.currency,
  amount: invoices.amount,
  openAmount: invoices.openAmount,
  settlement: invoices.settlement,
  onHold: invoices.onHold,
};

function select(tx: TenantTx) {
  return tx
    .select(columns)
    .from(invoices)
    .leftJoin(
      businessPartners,
      and(
        eq(businessPartners.tenantId, invoices.tenantId),
        eq(businessPartners.id, invoices.businessPartnerId),
      ),
    );
}

export type DocumentRow = Awaited<ReturnType<typeof select>>[number];

const COLUMN_OF = { date: invoices.documentDate, due: invoices.dueDate } as const;

/**
 * One page of documents, with whether there are more beyond either end. Documents without the date stand at the newest end.
 */
export async function listDocuments(
  tx: TenantTx,
  filter: DocumentFilter,
  { by, descending, after, before }: DocumentPlace,
  pageSize: number,
): Promise<{ rows: DocumentRow[]; hasPrevious: boolean; hasNext: boolean }> {
  const backwards = before !== null;
  const down = descending !== backwards;
  const place = placeOf(before ?? after);
  const date = COLUMN_OF[by];
  const kept = await within(tx, filter);
  const read = (part: SQL | undefined, order: SQL[], limit: number): Promise<DocumentRow[]> =>
    select(tx)
      .where(and(kept, part))
      .orderBy(...order)
      .limit(limit);
  const id = sql`${invoices.id}`;
  const beyond = (one: SQL) => (down ? sql`${one} <` : sql`${one} >`);
  const dated = (limit: number) =>
    read(
      and(
        isNotNull(date),
        place?.date
          ? sql`${beyond(sql`(${date}, ${id})`)} (${place.date}::date, ${place.id}::uuid)`
          : undefined,
      ),
      down
        ? [sql`${desc(date)} NULLS FIRST`, sql`${desc(invoices.id)} NULLS FIRST`]
        : [asc(date), asc(invoices.id)],
      limit,
    );
  const undated = (limit: number) =>
    read(
      and(isNull(date), place && !place.date ? sql`${beyond(id)} ${place.id}::uuid` : undefined),
      [down ? sql`${desc(invoices.id)} NULLS FIRST` : sql`${asc(invoices.id)}`],
      limit,
    );
  const rows = await inTurn(down ? [undated, dated] : [dated, undated], place, down, pageSize + 1);
  return pageOf(rows, { after, before }, pageSize);
}

type Part = (limit: number) => Promise<DocumentRow[]>;
type Place = { readonly date: string | null; readonly id: string };

/** The rows of both parts in their order; a part that lies wholly before the place is left out. */
async function inTurn(
  parts: Part[],
  place: Place | null,
  down: boolean,
  limit: number,
): Promise<DocumentRow[]> {
  // Going down the undated come first, so a dated place has passed them; going up an undated place has passed the dated.
  const passed = place !== null && (down ? place.date !== null : place.date === null);
  const rows: DocumentRow[] = [];
  for (const part of passed ? parts.slice(1) : parts) {
    if (rows.length < limit) rows.push(...(await part(limit - rows.length)));
  }
  return rows;
}

function placeOf(cursor: Cursor | null): Place | null {
  const [date = '', id = ''] = cursor ?? [];
  if (!isId(id) || (date !== '' && !isCalendarDate(date))) return null;
  return { date: date === '' ? null : date, id };
}

/** A document's place in the order. */
export function documentCursor(row: DocumentRow, by: DocumentSort): Cursor {
  return [(by === 'date' ? row.documentDate : row.dueDate) ?? '', row.id];
}
