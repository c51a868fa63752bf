import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { database } from '#db/client.ts';
import { listTenants } from '#db/tenancy.ts';
import { reportError } from '#lib/log.ts';
import { staleProjectors } from './checkpoints.ts';
import { PROJECTORS } from './projectors.ts';

/** Each part that serving people needs: `ok`, or what is wrong with it. */
export type Readiness = {
  readonly ready: boolean;
  readonly database: string;
  readonly migrations: string;
  readonly projections: string;
  readonly worker: string;
};

const OK = 'ok';
const WORKER_SILENCE_S = 20;

/** Whether people can be served. Never throws. */
export async function readiness(): Promise<Readiness> {
  try {
    const checks = {
      database: OK,
      migrations: await checkMigrations(),
      projections: await checkProjections(),
      worker: await checkWorker(),
    };
    return { ready: Object.values(checks).every((check) => check === OK), ...checks };
  } catch (error) {
    reportError(error, { check: 'readiness' });
    const unknown = 'unknown';
    return {
      ready: false,
      database: 'not reachable',
      migrations: unknown,
      projections: unknown,
      worker: unknown,
    };
  }
}

async function checkMigrations(): Promise<string> {
  const [row] = await database().sql<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM drizzle.__drizzle_migrations`;
  const missing = knownMigrations() - (row?.count ?? 0);
  return missing <= 0 ? OK : `${missing} not applied`;
}

function knownMigrations(): number {
  const journal = join(process.cwd(), 'db', 'migrations', 'meta', '_journal.json');
  return (JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }).entries.length;
}

let wereCurrent = false;

/** The code of a running process does not change: once every tenant's projections are current, they stay so. */
async function checkProjections(): Promise<string> {
  if (wereCurrent) return OK;
  let stale = 0;
  for (const tenantId of await listTenants()) {
    stale += (await staleProjectors(tenantId, PROJECTORS)).length;
  }
  wereCurrent = stale === 0;
  return wereCurrent ? OK : `${stale} to be rebuilt`;
}

async function checkWorker(): Promise<string> {
  const [row] = await database().sql<{ silence_s: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - beat_at)::float8 AS silence_s FROM heartbeats WHERE name = 'worker'`;
  return row && row.silence_s < WORKER_SILENCE_S ? OK : 'no sign of life';
}
