import { statementParams } from '#app/(workspace)/statements/list-params.ts';
import { csvResponse } from '#app/api/csv-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import type { Scope } from '#db/tenancy.ts';
import { cursorOf, listStatements, type StatementFilter } from '#domains/erp/statements/list-statements.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { Cursor } from '#lib/cursor.ts';

const BATCH_SIZE = 1_000;
const HEADER = [
  'account',
  'kind',
  'number',
  'from',
  'to',
  'currency',
  'opening',
  'in',
  'out',
  'closing',
  'rows',
  'unmatched',
  'balance check',
  'difference',
  'file',
];

/** The statements of the list's filter as CSV, in the list's order. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewStatements');
    const query = new URL(request.url).searchParams;
    const { view } = await workspaceView(scope);
    const { filter, place } = statementParams(Object.fromEntries(query), view);
    return await csvResponse(scope, {
      list: 'statements',
      filter: query.toString(),
      header: HEADER,
      batches: batchesOf(scope, filter, place.descending),
    });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

async function* batchesOf(scope: Scope, filter: StatementFilter, descending: boolean) {
  let after: Cursor | null = null;
  do {
    const { rows, hasNext } = await read(scope, 'viewStatements', (tx) =>
      listStatements(tx, filter, { descending, after, before: null }, BATCH_SIZE),
    );
    yield rows.map((row): CsvCell[] => [
      row.account,
      row.kind,
      row.number,
      row.fromDate,
      row.toDate,
      row.currency,
      number(row.opening),
      number(row.moneyIn),
      number(row.moneyOut),
      number(row.closing),
      number(String(row.rows)),
      number(String(row.unmatched)),
      row.check,
      number(row.difference),
      row.filename,
    ]);
    const last = rows.at(-1);
    after = hasNext && last ? cursorOf(last) : null;
  } while (after);
}

const number = (text: string | null): CsvCell => (text === null ? null : { number: text });
