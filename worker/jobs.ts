import { PgBoss } from 'pg-boss';
import { JOB_SCHEMA, type Job, type QueueName } from '#db/jobs.ts';
import { withTenant } from '#db/tenancy.ts';
import { importFile } from '#domains/erp/statements/import-file.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import { findLoadProgress, isLoading } from '#domains/identity/workspace/load-progress.ts';
import { tenantToday } from '#domains/identity/workspace/queries.ts';
import { runMatching } from '#domains/treasury/reconciliation/run-matching.ts';
import { returnAbandonedJobs } from './abandoned-jobs.ts';

type JobOf<Queue extends QueueName> = Extract<Job, { queue: Queue }>;
type Handlers = { readonly [Queue in QueueName]?: (job: JobOf<Queue>, signal: AbortSignal) => Promise<void> };

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
};

const POLLING_S = 0.5;

/**
 * Begins to take jobs from the queue. `stop` takes no more, asks those that run to stop at their next step, and gives them
 * `patience_ms` to do so; what did not finish goes back to the queue.
 */
export async function takeJobs(
  databaseUrl: string,
  report: (error: Error) => void,
): Promise<{ stop(patience_ms: number): Promise<void> }> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOB_SCHEMA,
    migrate: false,
    schedule: false,
    max: 4,
  });
  boss.on('error', report);
  await boss.start();
  await returnAbandonedJobs(boss);
  for (const queue of Object.keys(handlers) as QueueName[]) {
    const handle = handlers[queue] as (job: Job, signal: AbortSignal) => Promise<void>;
    await boss.work<Omit<Job, 'queue'>>(
      queue,
      { batchSize: 1, pollingIntervalSeconds: POLLING_S },
      async ([job]) => {
        if (!job) return;
        try {
          await handle({ ...job.data, queue } as Job, AbortSignal.any([stopping.signal, job.signal]));
        } catch (error) {
          report(error as Error);
          throw error;
        }
      },
    );
  }
  return {
    async stop(patience_ms) {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: patience_ms });
    },
  };
}
