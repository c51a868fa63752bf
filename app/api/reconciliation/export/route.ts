import { queueFilter } from '#app/(workspace)/reconciliation/queue-params.ts';
import { csvResponse } from '#app/api/csv-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import type { Scope } from '#db/tenancy.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { type QueueFilter, queuePage } from '#domains/treasury/reconciliation/queue.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { Cursor } from '#lib/cursor.ts';

const BATCH_SIZE = 1_000;
const HEADER = [
  'queue',
  'booking date',
  'account',
  'remitter or beneficiary',
  'text',
  'amount',
  'currency',
  'remark',
];

/** The rows that wait as CSV, in the queue's order. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewReconciliation');
    const { view } = await workspaceView(scope);
    const query = new URL(request.url).searchParams;
    const filter = queueFilter(Object.fromEntries(query), view);
    return await csvResponse(scope, {
      list: 'reconciliation',
      filter: query.toString(),
      header: HEADER,
      batches: batchesOf(scope, filter),
    });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

async function* batchesOf(scope: Scope, filter: QueueFilter) {
  let after: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof queuePage>> = await read(scope, 'viewReconciliation', (tx) =>
      queuePage(tx, filter, after, BATCH_SIZE),
    );
    yield page.rows.map(({ queue, date, account, party, text, amount, currency, hint }): CsvCell[] => [
      queue,
      date,
      account,
      party,
      text,
      { number: amount },
      currency,
      hint,
    ]);
    after = page.next;
  } while (after);
}
