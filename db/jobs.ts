import { PgBoss } from 'pg-boss';
import type { Sql } from 'postgres';
import type { Id } from '#lib/ids.ts';
import { driverOf, type Transaction } from './client.ts';
import { RUNTIME_ROLE } from './security.ts';

/** What the worker does by itself. A job carries its tenant and ids only. */
export type Job =
  | { readonly queue: 'parse-statement-file'; readonly tenantId: Id; readonly statementFileId: Id }
  | { readonly queue: 'match'; readonly tenantId: Id }
  | { readonly queue: 'verify'; readonly tenantId: Id }
  | { readonly queue: 'sweep'; readonly tenantId: Id }
  | { readonly queue: 'load-sample'; readonly tenantId: Id };

export type QueueName = Job['queue'];

type QueueSettings = {
  /** `stately`: per key at most one job waits and one runs, so that many triggers become one run. */
  readonly policy: 'standard' | 'stately';
  readonly retryLimit: number;
  readonly expireInSeconds: number;
};

export const QUEUES: Readonly<Record<QueueName, QueueSettings>> = {
  'parse-statement-file': { policy: 'stately', retryLimit: 5, expireInSeconds: 7200 },
  match: { policy: 'stately', retryLimit: 5, expireInSeconds: 600 },
  verify: { policy: 'stately', retryLimit: 1, expireInSeconds: 3600 },
  sweep: { policy: 'stately', retryLimit: 1, expireInSeconds: 600 },
  'load-sample': { policy: 'stately', retryLimit: 5, expireInSeconds: 900 },
};

export const JOB_SCHEMA = 'jobs';
const RETRY_DELAY_S = 2;

/** Jobs with the same key coalesce. */
function keyOf(job: Job): string {
  return job.queue === 'parse-statement-file' ? `${job.tenantId}/${job.statementFileId}` : job.tenantId;
}

/** Makes the queue's schema and queues, and lets the runtime role use them. Run by the admin role with each migration. */
export async function migrateJobs(adminUrl: string, sql: Sql): Promise<void> {
  const boss = new PgBoss({
    connectionString: adminUrl,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => {});
  await boss.start();
  for (const [name, settings] of Object.entries(QUEUES)) {
    const { policy, ...rest } = settings;
    const options = { ...rest, retryDelay: RETRY_DELAY_S, retryBackoff: true };
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, { policy, ...options });
  }
  await boss.stop({ graceful: false });
  await sql.unsafe(`
    GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${RUNTIME_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${RUNTIME_ROLE};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} TO ${RUNTIME_ROLE};
  `);
}

type Asked = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

let sender: PgBoss | undefined;
let asking: Asked | undefined;

/** Enqueues within the transaction: the job exists exactly when what caused it does. */
export async function enqueue(tx: Transaction, jobs: readonly Job[]): Promise<void> {
  const driver = driverOf(tx);
  const db: Asked = {
    executeSql: async (text, values) => ({ rows: await driver.unsafe(text, (values ?? []) as never[]) }),
  };
  const seen = new Set<string>();
  for (const job of jobs) {
    const key = `${job.queue}/${keyOf(job)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { queue, ...data } = job;
    sender ??= makeSender();
    // What a queue is like, pg-boss asks once, while `send` begins, and through the connection that it was made with: that is then this one.
    asking = db;
    await sender.send(queue, data, { singletonKey: keyOf(job), db });
  }
}

function makeSender(): PgBoss {
  const db: Asked = {
    executeSql: async (text, values) => {
      if (!asking) throw new Error('A job is sent within a transaction.');
      return asking.executeSql(text, values);
    },
  };
  return new PgBoss({ db, schema: JOB_SCHEMA, migrate: false, supervise: false, schedule: false });
}
