import { Readable } from 'node:stream';
import { downloadResponse } from '#app/api/download-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { openFile } from '#db/files.ts';
import { requireWhole } from '#domains/erp/statements/file-view.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';

/** The original file, byte for byte, to whoever sees all that is in it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewStatements');
    const { id } = await params;
    const file = await read(scope, 'viewStatements', (tx) => fileStatus(tx, id));
    requireWhole(file);
    const bytes = Readable.toWeb(openFile(scope.tenantId, file.sha256)) as ReadableStream;
    return downloadResponse(bytes, file.filename, file.sizeBytes);
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
