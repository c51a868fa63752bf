import type { Sql } from 'postgres';
import { TABLES } from './tables.ts';

export const RUNTIME_ROLE = 'nexus_app';
export const REPLAY_ROLE = 'nexus_replay';

const TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid";

/**
 * What drizzle-kit never writes, laid over the whole catalogue after each migration: forced row-level security with its
 * policies, the two roles' grants, deferrable foreign keys, and the trigger that keeps the log append-only. Running it again changes nothing.
 */
export async function secure(sql: Sql): Promise<void> {
  for (const { name, tenantColumn, why } of TABLES) {
    if (tenantColumn && !why) await isolate(sql, name, tenantColumn);
  }
  await deferForeignKeys(sql);
  await protectLog(sql);
  await grant(sql);
}

async function isolate(sql: Sql, table: string, column: string): Promise<void> {
  const target = quoted(table);
  await sql.unsafe(`
    ALTER TABLE ${target} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${target} FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS tenant_isolation ON ${target};
    CREATE POLICY tenant_isolation ON ${target} USING (${column} = ${TENANT}) WITH CHECK (${column} = ${TENANT});
  `);
}

/** A rebuild replaces rows of many tables in one transaction; references are checked at its end. */
async function deferForeignKeys(sql: Sql): Promise<void> {
  await sql.unsafe(`
    DO $$ DECLARE c record; BEGIN
      FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
                WHERE contype = 'f' AND NOT condeferrable AND connamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', c.t, c.conname);
      END LOOP;
    END $$;
  `);
}

async function protectLog(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE OR REPLACE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'event_store.events is append-only: % is refused', TG_OP; END $$;
    DROP TRIGGER IF EXISTS append_only ON event_store.events;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
      FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
  `);
}

async function grant(sql: Sql): Promise<void> {
  const names = TABLES.filter((table) => table.kind !== 'log').map((table) => quoted(table.name));
  await sql.unsafe(`
    REVOKE ALL ON ALL TABLES IN SCHEMA public, event_store FROM PUBLIC, ${RUNTIME_ROLE}, ${REPLAY_ROLE};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public, event_store TO ${RUNTIME_ROLE}, ${REPLAY_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${names.join(', ')} TO ${RUNTIME_ROLE};
    GRANT USAGE ON SCHEMA drizzle TO ${RUNTIME_ROLE};
    GRANT SELECT ON drizzle.__drizzle_migrations TO ${RUNTIME_ROLE};
    GRANT SELECT, INSERT ON event_store.events TO ${RUNTIME_ROLE};
    GRANT SELECT, INSERT, UPDATE ON event_store.heads TO ${RUNTIME_ROLE};
    GRANT SELECT ON ${names.join(', ')}, event_store.events, event_store.heads TO ${REPLAY_ROLE};
  `);
  await sql.unsafe(`
    DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO ${REPLAY_ROLE}', current_database()); END $$;
  `);
  // What the pages read is in memory or on a solid disk, where an index is worth more than the default says; and no
  // query runs long enough for compiling it to pay.
  await sql.unsafe(`
    DO $$ BEGIN
      EXECUTE format('ALTER ROLE ${RUNTIME_ROLE} IN DATABASE %I SET random_page_cost = 1.1', current_database());
      EXECUTE format('ALTER ROLE ${RUNTIME_ROLE} IN DATABASE %I SET jit = off', current_database());
    END $$;
  `);
}

function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}
