import { queueFilter } from '#app/(workspace)/reconciliation/queue-params.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { queuePage } from '#domains/treasury/reconciliation/queue.ts';
import { cursorText, parseCursor } from '#lib/cursor.ts';

const PAGE_SIZE = 100;

/** The rows that wait beyond a place in the queue: `{ rows, next }`, `next` null at the end. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewReconciliation');
    const { view } = await workspaceView(scope);
    const query = new URL(request.url).searchParams;
    const filter = queueFilter(Object.fromEntries(query), view);
    const page = await read(scope, 'viewReconciliation', (tx) =>
      queuePage(tx, filter, parseCursor(query.get('after'), 3), PAGE_SIZE),
    );
    const next = page.next && cursorText(page.next);
    return Response.json({ rows: page.rows, next }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
