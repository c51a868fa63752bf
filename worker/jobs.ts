import { PgBoss } from 'pg-boss';
import { JOB_SCHEMA, type Job, type QueueName } from '#db/jobs.ts';
import { withTenant } from '#db/tenancy.ts';
import { importFile } from '#domains/erp/statements/import-file.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import { findLoadProgress, isLoading } from '#domains/identity/workspace/load-progress.ts';
import { tenantToday } from '#domains/identity/workspace/queries.ts';
import { verify } from '#domains/replay/verify.ts';
import { runMatching } from '#domains/treasury/reconciliation/run-matching.ts';
import { systemClock } from '#lib/clock.ts';
import { describeError, log, reportError } from '#lib/log.ts';
import { countJob, countVerification } from '#lib/metrics.ts';
import { returnAbandonedJobs } from './abandoned-jobs.ts';
import { sweep } from './sweep.ts';

type JobOf<Queue extends QueueName> = Extract<Job, { queue: Queue }>;
type Handlers = { readonly [Queue in QueueName]: (job: JobOf<Queue>, signal: AbortSignal) => Promise<void> };

/** What happens when a job's turn comes. A handler that runs twice does its work once, and stops at the signal between two steps. */
const handlers: Handlers = {
  'parse-statement-file': ({ tenantId, statementFileId }, signal) =>
    importFile(systemScope(tenantId, 'parse-statement-file'), statementFileId, signal),
  match: async ({ tenantId }, signal) => {
    const scope = systemScope(tenantId, 'match');
    // The load matches what it brings once all of it is there, and asks for one more run at its end.
    if (isLoading(await withTenant(scope, findLoadProgress))) return;
    await runMatching(scope, await tenantToday(scope), signal);
  },
  'load-sample': async ({ tenantId }, signal) => {
    // Most installations never load it: the web's handlers, which it goes through, are read only when it is asked for.
    const { loadSample } = await import('#sample/load.ts');
    await loadSample(tenantId, signal);
  },
  verify: async ({ tenantId }) => {
    const { clean, position, hash, findings } = await verify(tenantId);
    countVerification(clean ? 'clean' : 'findings');
    const facts = { tenantId, position, hash, findings: findings.count };
    if (clean) log().info(facts, 'the record is clean');
    else log().error(facts, 'the record is not clean: nexus verify says where');
  },
  sweep: ({ tenantId }, signal) => sweep(tenantId, systemClock(), signal),
};

const POLLING_S = 0.5;
/** A key that ran when pg-boss last looked is passed over until it looks again: by default that is a minute, and as long until what it saw counts. */
const LOOK_AT_RUNNING_S = 5;
const LOOK_FOR_ABANDONED_ms = 15_000;
/** Between the end of a job's work and the writing of it. */
const ENDING_ms = 5_000;

/**
 * Begins to take jobs from the queue. `stop` takes no more, asks those that run to stop at their next step, and gives them
 * `patience_ms` to do so; what did not finish goes back to the queue.
 */
export async function takeJobs(databaseUrl: string): Promise<{ stop(patience_ms: number): Promise<void> }> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOB_SCHEMA,
    migrate: false,
    schedule: false,
    max: 4,
    superviseIntervalSeconds: LOOK_AT_RUNNING_S,
    monitorIntervalSeconds: LOOK_AT_RUNNING_S,
    queueCacheIntervalSeconds: LOOK_AT_RUNNING_S,
  });
  boss.on('error', (error) => reportError(error, { part: 'jobs' }));
  await boss.start();
  await returnAbandonedJobs(boss);
  const running = new Set<string>();
  const looking = setInterval(
    () =>
      void returnAbandonedJobs(boss, running, LOOK_FOR_ABANDONED_ms / 1000).catch((error) =>
        reportError(error, { part: 'jobs' }),
      ),
    LOOK_FOR_ABANDONED_ms,
  );
  for (const queue of Object.keys(handlers) as QueueName[]) {
    const worker = await boss.work<Omit<Job, 'queue'>>(
      queue,
      { batchSize: 1, pollingIntervalSeconds: POLLING_S },
      async ([job]) => {
        if (!job) return;
        // Where one job was, the next may be: a long queue does not wait between any two.
        boss.notifyWorker(worker);
        running.add(job.id);
        await work({ ...job.data, queue } as Job, job.id, job.signal, stopping.signal).finally(() =>
          setTimeout(() => running.delete(job.id), ENDING_ms).unref(),
        );
      },
    );
  }
  return {
    async stop(patience_ms) {
      stopping.abort();
      clearInterval(looking);
      await boss.stop({ graceful: true, timeout: patience_ms });
    },
  };
}

/** One attempt at a job, with its line in the log. What is thrown goes into the queue's table, and so says no more than the log does. */
async function work(job: Job, jobId: string, expired: AbortSignal, stopping: AbortSignal): Promise<void> {
  const handle = handlers[job.queue] as (job: Job, signal: AbortSignal) => Promise<void>;
  const began = performance.now();
  const end = (outcome: 'done' | 'failed' | 'stopped') => {
    const duration_ms = performance.now() - began;
    countJob(job.queue, outcome, duration_ms / 1000);
    return { ...job, jobId, outcome, duration_ms: Math.round(duration_ms) };
  };
  try {
    await handle(job, AbortSignal.any([stopping, expired]));
    log().info(end('done'), 'job');
  } catch (error) {
    if (stopping.aborted) log().info(end('stopped'), 'job');
    else reportError(error, end('failed'));
    throw new Error(describeError(error).message);
  }
}
