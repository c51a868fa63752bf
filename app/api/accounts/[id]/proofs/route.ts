import { filenameOf } from '#app/api/filename.ts';
import { problemResponse } from '#app/api/problem.ts';
import { assertLength, bodyOf, declaredLength } from '#app/api/read-body.ts';
import { storeFile } from '#db/files.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { accountDetail } from '#domains/treasury/accounts/queries.ts';
import { NexusError } from '#lib/errors.ts';

/** Bytes of a file that proves a balance. */
const MAX_PROOF_BYTES = 20_000_000;
const TOO_LARGE = 'A file that proves a balance has 20 MB at most.';

/** Stores a file that proves a balance of the account, as the raw body; `enterBalance` then names it by what this answers. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'enterBalance');
    const { id } = await params;
    await read(scope, 'viewSettings', (tx) => accountDetail(tx, id));
    const name = filenameOf(request.headers.get('content-disposition'));
    const declared = declaredLength(request);
    if (declared !== null && declared > MAX_PROOF_BYTES) throw new NexusError('tooLarge', TOO_LARGE);
    const { sha256, sizeBytes } = await storeFile(scope.tenantId, bodyOf(request), {
      maxBytes: MAX_PROOF_BYTES,
    });
    assertLength(declared, sizeBytes);
    return Response.json({ name, sha256 }, { status: 201 });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
