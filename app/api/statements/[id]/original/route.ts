import { Readable } from 'node:stream';
import { problemResponse } from '#app/api/problem.ts';
import { openFile } from '#db/files.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';

/** The original file, byte for byte. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewStatements');
    const { id } = await params;
    const file = await read(scope, 'viewStatements', (tx) => fileStatus(tx, id));
    const bytes = Readable.toWeb(openFile(scope.tenantId, file.sha256)) as ReadableStream;
    return new Response(bytes, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.sizeBytes),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
