import { join } from 'node:path';
import postgres from 'postgres';
import { closeDatabase } from '#db/client.ts';
import { type Cluster, startCluster } from '#db/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { config, forgetConfig } from '#lib/config.ts';
import {
  databasePasswords,
  livingDatabasePort,
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
  if (note) noteRun(home, { ...note, database: { process: cluster.process, port: cluster.port } });
  return cluster;
}

/** Makes the database when it is missing and brings it to the present schema. `applied` counts new migrations. */
export async function migrateOwnCluster(home: string, port: number): Promise<{ applied: number }> {
  const { admin, app, replay } = databasePasswords(home);
  const server = postgres(url('postgres', admin, port, 'postgres'), { max: 1, onnotice: () => {} });
  try {
    const found = await server`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`;
    if (found.length === 0) await server.unsafe(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await server.end();
  }
  return migrate(url('postgres', admin, port, DATABASE), { app, replay });
}

/** Tells this process and its children, through the environment, how to reach the home folder's own PostgreSQL. */
export function pointToOwnCluster(home: string, port: number): void {
  const { admin, app, replay } = databasePasswords(home);
  process.env.DATABASE_URL = url('nexus_app', app, port, DATABASE);
  process.env.DATABASE_ADMIN_URL = url('postgres', admin, port, DATABASE);
  process.env.DATABASE_REPLAY_URL = url('nexus_replay', replay, port, DATABASE);
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
  const port = livingDatabasePort(home);
  if (port) {
    pointToOwnCluster(home, port);
    return async () => {};
  }
  openHome(home);
  lockHome(home, `nexus ${process.argv.slice(2, 4).join(' ')}`);
  const cluster = await startOwnCluster(home, console.error);
  try {
    await migrateOwnCluster(home, cluster.port);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  pointToOwnCluster(home, cluster.port);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cluster.stop(1_000).then(() => process.exit(1)));
  }
  return () => cluster.stop();
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
