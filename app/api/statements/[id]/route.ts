import { problemResponse } from '#app/api/problem.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { dismissFile } from '#domains/erp/statements/resolve-file.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read, run } from '#domains/run.ts';

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

/** Puts a file aside that is still on its way, or waits; its bytes stay. A conflict once rows of it are in. */
export async function DELETE(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'dismissFile');
    const { id } = await params;
    await run(scope, dismissFile, { statementFileId: id, reason: 'It was cancelled on its way in.' });
    return new Response(null, { status: 204 });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
