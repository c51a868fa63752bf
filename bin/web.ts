import { createServer, type RequestListener } from 'node:http';
import next from 'next';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { root } from './handover.mjs';
import { settleForwarded, trustList } from './web/forwarded.ts';

// The web server: Next's request handler behind a door that settles where a request came from and how long it may take.

const HEADERS_TIMEOUT_ms = 15_000;
const REQUEST_TIMEOUT_ms = 10 * 60_000; // 100 MB over a slow line
const IDLE_TIMEOUT_ms = 65_000; // longer than the usual proxy keeps a connection, so that the proxy closes first
const DRAIN_ms = 2_500;

const { host, port, trustedProxies } = config();
const isTrusted = trustList(trustedProxies);

const app = next({ dev: false, dir: root, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();

let draining = false;

const listener: RequestListener = (request, response) => {
  const requestId = newId();
  settleForwarded(request.headers, request.socket.remoteAddress ?? '', isTrusted);
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  if (draining) response.setHeader('connection', 'close');
  handle(request, response).catch((error) => {
    console.error(requestId, error);
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
  console.error(`The web server cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, host, () => process.send?.('ready'));
