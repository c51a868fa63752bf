import { closeDatabase } from '#db/client.ts';
import { config } from '#lib/config.ts';
import { beginHeartbeat } from './heartbeat.ts';
import { takeJobs } from './jobs.ts';

// What Nexus does by itself: one background process that takes jobs from the queue.

const DRAIN_ms = 2_000;

const { databaseUrl } = config();
if (!databaseUrl) throw new Error('DATABASE_URL is not set: npm start sets it for its own database.');

const report = (error: Error) => console.error(new Date().toISOString(), error);
const heartbeat = await beginHeartbeat(report);
const jobs = await takeJobs(databaseUrl, report);
process.send?.('ready');

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), DRAIN_ms + 500).unref();
  heartbeat.stop();
  await jobs.stop(DRAIN_ms);
  await closeDatabase(1);
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => void end());
