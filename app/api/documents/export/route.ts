import { documentParams } from '#app/(workspace)/documents/list-params.ts';
import { csvResponse } from '#app/api/csv-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import type { Scope } from '#db/tenancy.ts';
import type { DocumentFilter } from '#domains/erp/invoices/document-filter.ts';
import { type DocumentPlace, documentCursor, listDocuments } from '#domains/erp/invoices/list-documents.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { Cursor } from '#lib/cursor.ts';

const BATCH_SIZE = 1_000;
const HEADER = [
  'number',
  'ERP number',
  'type',
  'direction',
  'partner',
  'entity',
  'document date',
  'due date',
  'currency',
  'amount',
  'open',
  'settlement',
  'on hold',
  'source',
];

/** The documents of the list's filter as CSV, in the list's order. Credit notes are negative. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewDocuments');
    const query = new URL(request.url).searchParams;
    const { view } = await workspaceView(scope);
    const { filter, place } = documentParams(Object.fromEntries(query), view);
    return await csvResponse(scope, {
      list: 'documents',
      filter: query.toString(),
      header: HEADER,
      batches: batchesOf(scope, filter, place),
    });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

async function* batchesOf(scope: Scope, filter: DocumentFilter, { by, descending }: DocumentPlace) {
  let after: Cursor | null = null;
  do {
    const place: DocumentPlace = { by, descending, after, before: null };
    const { rows, hasNext } = await read(scope, 'viewDocuments', (tx) =>
      listDocuments(tx, filter, place, BATCH_SIZE),
    );
    yield rows.map((row): CsvCell[] => {
      const signed = (amount: string) => ({
        number: row.documentType === 'creditNote' ? `-${amount}` : amount,
      });
      return [
        row.number,
        row.erpNumber,
        row.documentType,
        row.direction,
        row.partner,
        row.entity,
        row.documentDate,
        row.dueDate,
        row.currency,
        signed(row.amount),
        signed(row.openAmount),
        row.settlement === 'none' ? 'rejected' : row.settlement,
        row.onHold ? 'yes' : 'no',
        row.source,
      ];
    });
    const last = rows.at(-1);
    after = hasNext && last ? documentCursor(last, by) : null;
  } while (after);
}
