import { setFlagsFromString } from 'node:v8';
import { closeDatabase } from '#db/client.ts';
import { config } from '#lib/config.ts';
import { logConsole, reportError } from '#lib/log.ts';
import { measureProcess } from '#lib/metrics.ts';
import { beginHeartbeat } from './heartbeat.ts';
import { watchInbox } from './inbox/watch.ts';
import { takeJobs } from './jobs.ts';
import { showMetrics } from './metrics.ts';
import { beginSchedule } from './schedule.ts';

// What Nexus does by itself: one background process that takes jobs from the queue.

const DRAIN_ms = 2_000;

// By how much the values that live may grow before they are gone through again: V8 would let them grow fourfold, and a file of half a gigabyte with them.
setFlagsFromString('--heap-growing-percent=50');

logConsole();
process.on('uncaughtException', (error) => {
  reportError(error, { part: 'worker' });
  process.exit(1);
});

const { databaseUrl, workerMetricsPort, inbox: folder, inbox_s } = config();
if (!databaseUrl) throw new Error('DATABASE_URL is not set: npm start sets it for its own database.');

measureProcess();
const reporter = (part: string) => (error: Error, facts?: Record<string, unknown>) =>
  reportError(error, { part, ...facts });
const heartbeat = await beginHeartbeat(reporter('heartbeat'));
const jobs = await takeJobs(databaseUrl);
const schedule = beginSchedule(reporter('schedule'));
const inbox = folder ? watchInbox(folder, inbox_s, reporter('inbox')) : undefined;
const metrics = workerMetricsPort ? showMetrics(workerMetricsPort, reporter('metrics')) : undefined;
process.send?.('ready');

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), DRAIN_ms + 500).unref();
  heartbeat.stop();
  schedule.stop();
  metrics?.stop();
  await Promise.all([inbox?.stop(), jobs.stop(DRAIN_ms)]);
  await closeDatabase(1);
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => void end());
