import { join } from 'node:path';
import { closeDatabase, connect } from '#db/client.ts';
import { type Address, type Cluster, startCluster, urlOf } from '#db/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { config, forgetConfig } from '#lib/config.ts';
import {
  databasePasswords,
  livingDatabase,
  lockHome,
  logPath,
  noteRun,
  openHome,
  readRunNote,
} from './home.ts';

const DATABASE = 'nexus';
const SETTINGS = {
  shared_buffers: '256MB',
  max_connections: '100',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
};

/** Starts the PostgreSQL of a home folder that this process has locked, and notes it there. */
export async function startOwnCluster(home: string, say: (sentence: string) => void): Promise<Cluster> {
  const port = readRunNote(home)?.database?.port;
  const cluster = await startCluster({
    dataDir: join(home, 'database'),
    logFile: logPath(home, 'postgres'),
    password: databasePasswords(home).admin,
    settings: SETTINGS,
    say,
    ...(port && { port }),
  });
  const note = readRunNote(home);
  if (note) {
    const { process: server, port, socketDir } = cluster;
    noteRun(home, { ...note, database: { process: server, port, socketDir } });
  }
  return cluster;
}

/** Makes the database when it is missing and brings it to the present schema. `applied` counts new migrations. */
export async function migrateOwnCluster(home: string, address: Address): Promise<{ applied: number }> {
  const { admin, app, replay } = databasePasswords(home);
  const superuser = { user: 'postgres', password: admin };
  const { sql: server } = connect(urlOf(address, { ...superuser, database: 'postgres' }), { max: 1 });
  try {
    const found = await server`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`;
    if (found.length === 0) await server.unsafe(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await server.end();
  }
  return migrate(urlOf(address, { ...superuser, database: DATABASE }), { app, replay });
}

/** Tells this process and its children, through the environment, how to reach the home folder's own PostgreSQL. */
export function pointToOwnCluster(home: string, address: Address): void {
  const { admin, app, replay } = databasePasswords(home);
  const url = (user: string, password: string) => urlOf(address, { user, password, database: DATABASE });
  process.env.DATABASE_URL = url('nexus_app', app);
  process.env.DATABASE_ADMIN_URL = url('postgres', admin);
  process.env.DATABASE_REPLAY_URL = url('nexus_replay', replay);
  forgetConfig();
}

/**
 * Runs a command's work with a database in the configuration: the one that the environment names, else that of the
 * Nexus running on the home folder, else the home folder's own, started for as long as the work takes.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const release = await reachDatabase();
  try {
    return await work();
  } finally {
    await closeDatabase();
    await release();
  }
}

/** Returns what gives back what had to be started. */
async function reachDatabase(): Promise<() => Promise<void>> {
  const { home, databaseUrl } = config();
  if (databaseUrl) return async () => {};
  const address = livingDatabase(home);
  if (address) {
    pointToOwnCluster(home, address);
    return async () => {};
  }
  openHome(home);
  lockHome(home, `nexus ${process.argv.slice(2, 4).join(' ')}`);
  const cluster = await startOwnCluster(home, console.error);
  try {
    await migrateOwnCluster(home, cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  pointToOwnCluster(home, cluster);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cluster.stop(1_000).then(() => process.exit(1)));
  }
  return () => cluster.stop();
}
