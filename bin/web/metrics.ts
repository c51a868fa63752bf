import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge } from 'prom-client';
import { database } from '#db/client.ts';
import { JOB_SCHEMA } from '#db/jobs.ts';
import type { Config } from '#lib/config.ts';
import { reportError } from '#lib/log.ts';
import { exposition } from '#lib/metrics.ts';

/**
 * Whether a request may read the metrics: with the token; or, where Nexus is used on its own machine alone, from that machine. With
 * a public origin there is a proxy before it, through which every stranger seems to be local. `headers` are those that came in.
 */
export function mayReadMetrics(
  peer: string,
  headers: IncomingMessage['headers'],
  { metricsToken, url }: Pick<Config, 'metricsToken' | 'url'>,
): boolean {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return metricsToken !== undefined && isSame(token, metricsToken);
  const forwarded = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  return isLocalName(new URL(url).host) && isLocalName(headers.host ?? '') && !forwarded && isLoopback(peer);
}

const PROXY_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** Also the Host header is asked: a site whose name leads to this machine would otherwise read them through a browser. */
const isLocalName = (host: string) =>
  /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(peer: string): boolean {
  const plain = peer.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain !== '' && loopback.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

/** Answers with all metrics of this process, and what the database knows just now, in Prometheus' text format. */
export async function answerMetrics(response: ServerResponse): Promise<void> {
  await readDatabase();
  const { contentType, text } = await exposition();
  response.writeHead(200, { 'content-type': contentType }).end(text);
}

const up = new Gauge({
  name: 'nexus_database_up',
  help: '1 when the database answered while these metrics were read; else what it would say is missing.',
});
const connections = new Gauge({
  name: 'nexus_database_connections',
  help: 'Connections of all processes of Nexus.',
  labelNames: ['state'],
});
const jobs = new Gauge({
  name: 'nexus_jobs',
  help: 'Jobs that wait or run, and that gave up within the last week.',
  labelNames: ['queue', 'state'],
});
const silence = new Gauge({
  name: 'nexus_worker_silence_seconds',
  help: 'Since the worker last said that it lives: so the web server can tell of a worker that died.',
});

const PATIENCE_ms = 3_000;

async function readDatabase(): Promise<void> {
  const asked = Promise.all([countConnections(), countJobs(), workerSilence()]);
  const late = sleep(PATIENCE_ms, undefined, { ref: false }).then(() => {
    throw new Error(`The database did not answer within ${PATIENCE_ms} ms.`);
  });
  late.catch(() => {});
  asked.catch(() => {});
  const answer = await Promise.race([asked, late]).catch((error) => reportError(error, { check: 'metrics' }));
  connections.reset();
  jobs.reset();
  silence.remove();
  up.set(answer ? 1 : 0);
  if (!answer) return;
  const [connected, jobCounts, silences] = answer;
  for (const { state, count } of connected) connections.set({ state }, count);
  for (const { queue, state, count } of jobCounts) jobs.set({ queue, state }, count);
  for (const { seconds } of silences) silence.set(seconds);
}

const countConnections = () => database().sql<{ state: string; count: number }[]>`
  SELECT coalesce(state, 'unknown') AS state, count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND usename = current_user GROUP BY 1`;

const countJobs = () => database().sql<{ queue: string; state: string; count: number }[]>`
  SELECT name AS queue, state::text, count(*)::int AS count FROM ${database().sql(JOB_SCHEMA)}.job
   WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY 1, 2`;

const workerSilence = () => database().sql<{ seconds: number }[]>`
  SELECT extract(epoch FROM clock_timestamp() - beat_at)::float8 AS seconds FROM heartbeats WHERE name = 'worker'`;
