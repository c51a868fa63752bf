import { asRefusal, isConnectionFailure } from '#db/errors.ts';
import { HTTP_STATUS, NexusError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { reportError } from '#lib/log.ts';

/** Answers an error as problem details (RFC 9457). What is no NexusError is our fault: reported in full, answered without detail. */
export function problemResponse(thrown: unknown, requestId: string = newId()): Response {
  if (!(thrown instanceof NexusError)) reportError(thrown, { requestId });
  // Senders try again later what is unavailable, and tell somebody what is broken.
  const error = isConnectionFailure(thrown) ? asRefusal(thrown) : thrown;
  if (!(error instanceof NexusError)) {
    return problem(500, { title: 'Something broke here. It was noted.', instance: requestId });
  }
  const status = error.details.malformed === true ? 400 : HTTP_STATUS[error.code];
  const headers: Record<string, string> = {};
  if (error.code === 'rateLimited' && typeof error.details.retryAfter_s === 'number') {
    headers['retry-after'] = String(Math.ceil(error.details.retryAfter_s));
  }
  return problem(status, { title: error.message, code: error.code, errors: error.problems }, headers);
}

function problem(
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, ...body }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
