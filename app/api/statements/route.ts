import { filenameOf } from '#app/api/filename.ts';
import { problemResponse } from '#app/api/problem.ts';
import { assertLength, bodyOf, declaredLength } from '#app/api/read-body.ts';
import { storeFile } from '#db/files.ts';
import { arrivingFiles, MAX_ARRIVING } from '#domains/erp/statements/arriving-files.ts';
import { FILE_TOO_LARGE, MAX_FILE_BYTES } from '#domains/erp/statements/upload-limits.ts';
import { uploadStatement } from '#domains/erp/statements/upload-statement.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read, run } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';
import { isId } from '#lib/ids.ts';

/** How far the files of `?ids=` are, at most a hundred of them, and what they brought. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewStatements');
    const ids = (new URL(request.url).searchParams.get('ids') ?? '').split(',').filter(isId);
    if (ids.length > MAX_ARRIVING) {
      throw new NexusError('invalid', `Ask for ${MAX_ARRIVING} files at most.`);
    }
    const files = await read(scope, 'viewStatements', (tx) => arrivingFiles(tx, ids));
    return Response.json({ files }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

/**
 * Takes in a statement file as the raw body, its name in Content-Disposition; hashed while it streams to disk. `?account=` names the account of
 * what in the file names none; `?preview` has a person look at tables, and at what could not be read, before anything of them is imported.
 */
export async function POST(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'uploadStatement');
    const filename = filenameOf(request.headers.get('content-disposition'));
    const declared = declaredLength(request);
    if (declared !== null && declared > MAX_FILE_BYTES) {
      throw new NexusError('tooLarge', FILE_TOO_LARGE);
    }
    const stored = await storeFile(scope.tenantId, bodyOf(request), { maxBytes: MAX_FILE_BYTES });
    assertLength(declared, stored.sizeBytes);
    const parameters = new URL(request.url).searchParams;
    const account = parameters.get('account') ?? undefined;
    const preview = parameters.has('preview');
    const result = await run(scope, uploadStatement, { filename, ...stored, account, preview });
    const statusUrl = `/api/statements/${result.statementFileId}`;
    return Response.json({ ...result, statusUrl }, { status: 202, headers: { location: statusUrl } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
