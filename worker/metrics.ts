import { createServer } from 'node:http';
import { exposition } from '#lib/metrics.ts';

const LOOPBACK = '127.0.0.1';

/** Answers `GET /metrics` on this machine alone. A port that is taken is reported, and the worker works on without. */
export function showMetrics(port: number, report: (error: Error) => void): { stop(): void } {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    exposition()
      .then(({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text))
      .catch((error) => {
        report(error);
        response.destroy();
      });
  });
  server.on('error', report);
  server.listen(port, LOOPBACK);
  return { stop: () => void server.close().closeAllConnections() };
}
