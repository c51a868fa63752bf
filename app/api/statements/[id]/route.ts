import { problemResponse } from '#app/api/problem.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';

/** How far a file is: bytes and rows read, its statements, and what could not be read. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewStatements');
    const { id } = await params;
    const status = await read(scope, 'viewStatements', (tx) => fileStatus(tx, id));
    return Response.json(status, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
