import { createServer, type RequestListener } from 'node:http';
import next from 'next';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { log, logConsole, reportError } from '#lib/log.ts';
import { measureProcess } from '#lib/metrics.ts';
import { root } from './handover.mjs';
import { settleForwarded, trustList } from './web/forwarded.ts';
import { cacheControl, securityHeaders } from './web/headers.ts';
import { answerMetrics, mayReadMetrics } from './web/metrics.ts';
import { watchRequest } from './web/requests.ts';
import { isReadable, readRoutes, routeNamer } from './web/routes.ts';

// The web server: Next's request handler behind a door that settles where a request came from and how long it may take.

const HEADERS_TIMEOUT_ms = 15_000;
const REQUEST_TIMEOUT_ms = 30 * 60_000; // 500 MB over a slow line
const IDLE_TIMEOUT_ms = 65_000; // longer than the usual proxy keeps a connection, so that the proxy closes first
const DRAIN_ms = 2_500;

const settings = config();
const { host, port } = settings;
const isTrusted = trustList(settings.trustedProxies);
const headers = securityHeaders(settings.url);
logConsole();
measureProcess();
// Next would note what nobody caught and go on in a state that nobody knows; the supervisor starts a fresh one within seconds.
process.on('uncaughtException', (error) => {
  reportError(error, { part: 'web' });
  process.exit(1);
});

const app = next({ dev: false, dir: root, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();
const nameOf = routeNamer(readRoutes());

let draining = false;

const listener: RequestListener = (request, response) => {
  const requestId = newId();
  const path = request.url?.split('?', 1)[0] ?? '';
  const peer = request.socket.remoteAddress ?? '';
  const askedForMetrics = path === '/metrics' && mayReadMetrics(peer, request.headers, settings);
  settleForwarded(request.headers, peer, isTrusted);
  request.headers['x-request-id'] = requestId;
  watchRequest(request, response, { requestId, route: askedForMetrics ? '/metrics' : nameOf(path) });
  response.setHeaders(headers);
  response.setHeader('x-request-id', requestId);
  const caching = cacheControl(path);
  if (caching) response.setHeader('cache-control', caching);
  if (draining) response.setHeader('connection', 'close');
  if (!isReadable(path)) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end('This address cannot be read.');
    return;
  }
  const answered = askedForMetrics ? answerMetrics(response) : handle(request, response);
  answered.catch((error) => {
    reportError(error, { requestId });
    response.destroy();
  });
};

const server = createServer(
  {
    headersTimeout: HEADERS_TIMEOUT_ms,
    requestTimeout: REQUEST_TIMEOUT_ms,
    keepAliveTimeout: IDLE_TIMEOUT_ms,
  },
  listener,
);
server.setTimeout(IDLE_TIMEOUT_ms);

/** Takes no new connection, lets requests finish for a while, and ends. */
function drain(): void {
  if (draining) return;
  draining = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), DRAIN_ms).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, drain);

server.on('error', (error) => {
  log().fatal(`The web server cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, host, () => process.send?.('ready'));
