import { Readable } from 'node:stream';
import { downloadResponse } from '#app/api/download-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { openFile } from '#db/files.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { proofOfBalance } from '#domains/treasury/accounts/queries.ts';

/** The file that proves the balance of a day, byte for byte; always as a download. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; date: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewSettings');
    const { id, date } = await params;
    const { name, sha256 } = await read(scope, 'viewSettings', (tx) => proofOfBalance(tx, id, date));
    const bytes = Readable.toWeb(openFile(scope.tenantId, sha256)) as ReadableStream;
    return downloadResponse(bytes, name);
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
