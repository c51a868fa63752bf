import { z } from 'zod';
import { addressText } from '#app/address-text.ts';
import type { RawParams } from '#components/ui/list-url.ts';
import { DIRECTIONS, type DocumentFilter, SETTLEMENTS } from '#domains/erp/invoices/document-filter.ts';
import { DOCUMENT_SORTS, type DocumentPlace } from '#domains/erp/invoices/list-documents.ts';
import type { EntityView } from '#domains/identity/workspace/entity-view.ts';
import { isCurrency } from '#lib/currency.ts';
import { parseCursor } from '#lib/cursor.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { isId } from '#lib/ids.ts';

const only = (accepts: (text: string) => boolean) =>
  addressText.transform((text) => (text && accepts(text) ? text : null));

const params = z.object({
  q: addressText.transform((text) => text || null),
  direction: addressText.transform((text) => z.enum(DIRECTIONS).safeParse(text).data ?? null),
  settlement: addressText.transform((text) => z.enum(SETTLEMENTS).safeParse(text).data ?? null),
  currency: only(isCurrency),
  entity: only((text) => text.length <= 20),
  partner: only(isId),
  from: only(isCalendarDate),
  to: only(isCalendarDate),
  sort: addressText.transform((text) => {
    const by = DOCUMENT_SORTS.find((sort) => sort === text?.replace(/^-/, ''));
    return by
      ? { by, descending: text?.startsWith('-') === true }
      : { by: 'date' as const, descending: true };
  }),
  after: addressText.transform((text) => parseCursor(text, 2)),
  before: addressText.transform((text) => parseCursor(text, 2)),
});

/** The parameters that are filters, as the address names them. */
export const FILTERS = [
  'q',
  'direction',
  'settlement',
  'currency',
  'entity',
  'partner',
  'from',
  'to',
] as const;

/** Reads filter, sort and place from the address of the document list or of its export. What is no filter is left out rather than refused. */
export function documentParams(
  raw: RawParams,
  view: EntityView,
): { readonly filter: DocumentFilter; readonly place: DocumentPlace } {
  const { sort, after, before, q, ...rest } = params.parse(raw);
  return { filter: { view, text: q, ...rest }, place: { ...sort, after, before } };
}
