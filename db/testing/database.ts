import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Sql } from 'postgres';
import { afterAll, inject } from 'vitest';
import { forgetConfig } from '#lib/config.ts';
import { closeDatabase, connect, type Database } from '../client.ts';
import { migrate } from '../migrate.ts';
import { REPLAY_ROLE } from '../security.ts';

const LOGINS = { app: 'app', replay: 'replay' };
const TEMPLATE_LOCK = 7_771;

/** A migrated database of this test file alone, on the run's cluster. */
export type TestDatabase = { readonly name: string; readonly admin: Database; readonly sql: Sql };

/**
 * Gives this test file its own copy of a migrated template database and points the configuration at it: copying takes some ten
 * milliseconds, where migrating takes seconds. `admin` is the superuser's pool.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const { sql: server } = connect(adminUrl, { max: 1 });
  const template = await ensureTemplate(server, adminUrl);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await server.unsafe(`GRANT CREATE ON DATABASE ${name} TO ${REPLAY_ROLE}`); // a template's own grants are not copied
  process.env.DATABASE_ADMIN_URL = urlOf(adminUrl, name);
  process.env.DATABASE_URL = urlOf(adminUrl, name, 'nexus_app', LOGINS.app);
  process.env.DATABASE_REPLAY_URL = urlOf(adminUrl, name, 'nexus_replay', LOGINS.replay);
  process.env.NEXUS_MASTER_KEY = randomBytes(32).toString('base64');
  forgetConfig();
  const admin = connect(process.env.DATABASE_ADMIN_URL, { max: 4 });
  afterAll(async () => {
    await closeDatabase();
    await admin.sql.end();
    await server.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  });
  return { name, admin, sql: admin.sql };
}

async function ensureTemplate(server: Sql, adminUrl: string): Promise<string> {
  const template = `template_${schemaHash()}`;
  await server`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`;
  try {
    const found = await server`SELECT 1 FROM pg_database WHERE datname = ${template}`;
    if (found.length > 0) return template;
    const building = `${template}_building`;
    await server.unsafe(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await server.unsafe(`CREATE DATABASE ${building}`);
    await migrate(urlOf(adminUrl, building), LOGINS);
    await server.unsafe(`ALTER DATABASE ${building} RENAME TO ${template}`);
    return template;
  } finally {
    await server`SELECT pg_advisory_unlock(${TEMPLATE_LOCK})`;
  }
}

/** Changes whenever a migration or what is laid over it changes. */
function schemaHash(): string {
  const hash = createHash('sha256');
  const root = new URL('../', import.meta.url);
  const migrations = readdirSync(new URL('migrations/', root)).filter((name) => name.endsWith('.sql'));
  const files = [...migrations.map((name) => `migrations/${name}`), 'tables.ts', 'security.ts', 'jobs.ts'];
  for (const file of files.sort()) hash.update(readFileSync(new URL(file, root)));
  return hash.digest('hex').slice(0, 16);
}

function urlOf(adminUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user) url.username = user;
  if (password) url.password = password;
  return url.toString();
}
