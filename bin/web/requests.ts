import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '#lib/log.ts';
import { countRequest } from '#lib/metrics.ts';

type RequestNames = { readonly requestId: string; readonly route: string };

/** What is asked for all the time and says nothing: it is counted, and has no line in the log. */
const UNLOGGED = new Set(['/_next', '/healthz', '/readyz', '/metrics']);

const CLIENT_LEFT = 499;

/**
 * Counts the request and logs one line once it is answered, or its client left: its route's name, never its path or query, which may hold
 * tokens. Expects `x-forwarded-for` to be settled.
 */
export function watchRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, route }: RequestNames,
): void {
  const began = performance.now();
  const method = request.method ?? '';
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : CLIENT_LEFT;
    const duration_ms = performance.now() - began;
    countRequest({ method, route, status, duration_s: duration_ms / 1000 });
    if (UNLOGGED.has(route) && status < 500) return;
    const ip = request.headers['x-forwarded-for'];
    log().info({ requestId, method, route, status, duration_ms: Math.round(duration_ms), ip }, 'request');
  });
}
