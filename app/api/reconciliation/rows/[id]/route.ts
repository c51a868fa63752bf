import { problemResponse } from '#app/api/problem.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { rowDetail } from '#domains/treasury/reconciliation/row-detail.ts';

/** A bank row with what it may be, for the workbench. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewReconciliation');
    const { id } = await params;
    const row = await read(scope, 'viewReconciliation', (tx) => rowDetail(tx, id));
    return Response.json(row, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
