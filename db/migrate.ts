import { fileURLToPath } from 'node:url';
import { migrate as migrateDrizzle } from 'drizzle-orm/postgres-js/migrator';
import type { Sql } from 'postgres';
import { connect } from './client.ts';
import { migrateJobs } from './jobs.ts';
import { presetStatistics } from './planner-statistics.ts';
import { REPLAY_ROLE, RUNTIME_ROLE, secure } from './security.ts';

/** Passwords for the two roles that log in; left as they are when not given. */
export type Logins = { readonly app: string; readonly replay: string };

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const LOCK = 4_242_117; // any number that is ours: two starts at once take turns

/**
 * Brings the database to the present schema: roles, tables, row-level security, grants, job queues. Safe to run again and from two
 * processes at once. `applied` counts the migrations that were new.
 */
export async function migrate(adminUrl: string, logins?: Logins): Promise<{ applied: number }> {
  const { sql, drizzle } = connect(adminUrl, { max: 1 });
  try {
    await sql`SELECT pg_advisory_lock(${LOCK})`;
    await createRole(sql, RUNTIME_ROLE, logins?.app);
    await createRole(sql, REPLAY_ROLE, logins?.replay);
    const before = await countApplied(sql);
    await migrateDrizzle(drizzle, { migrationsFolder: MIGRATIONS });
    await secure(sql);
    await presetStatistics(sql);
    await migrateJobs(adminUrl, sql);
    return { applied: (await countApplied(sql)) - before };
  } finally {
    await sql.end();
  }
}

async function createRole(sql: Sql, role: string, password: string | undefined): Promise<void> {
  const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS';
  const exists = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${role}`;
  if (exists.length === 0) await sql.unsafe(`CREATE ROLE ${role} ${attributes}`);
  if (password) await sql.unsafe(`ALTER ROLE ${role} PASSWORD '${password.replaceAll("'", "''")}'`);
}

async function countApplied(sql: Sql): Promise<number> {
  const [table] = await sql`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS there`;
  if (!table?.there) return 0;
  const [row] = await sql`SELECT count(*)::int AS count FROM drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}
