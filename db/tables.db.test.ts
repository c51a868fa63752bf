import type { TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { connect } from './client.ts';
import { REPLAY_ROLE, RUNTIME_ROLE } from './security.ts';
import { TABLES } from './tables.ts';
import { testDatabase } from './testing/database.ts';

const { sql } = await testDatabase();

const listed = new Map(TABLES.map((table) => [table.name, table]));
const tenantTables = TABLES.filter((table) => table.tenantColumn === 'tenant_id');

/** `public` tables by their bare name, the others with their schema: as the list names them. */
const NAME = "CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END";

const tables = await sql.unsafe<
  { oid: number; name: string; rls: boolean; forced: boolean; owner: string }[]
>(
  `SELECT c.oid::int, ${NAME} AS name, c.relrowsecurity AS rls, c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) AS owner
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND n.nspname IN ('public', 'event_store')`,
);

describe('the catalogue', () => {
  test('every table is listed with its kind, and every listed table is there', () => {
    expect(tables.map((table) => table.name).sort()).toEqual([...listed.keys()].sort());
  });

  test('a table without row-level security gives its reason', () => {
    for (const { name, rls } of tables) expect([name, Boolean(listed.get(name)?.why)]).toEqual([name, !rls]);
  });

  test.each(tenantTables.map((table) => table.name))(
    '%s lets a tenant see its own rows alone',
    async (name) => {
      const table = tables.find((entry) => entry.name === name);
      expect(table).toMatchObject({ rls: true, forced: true });
      const policies = await sql`
      SELECT polcmd, polpermissive, polroles::text AS roles,
             pg_get_expr(polqual, polrelid) AS "using", pg_get_expr(polwithcheck, polrelid) AS "check"
        FROM pg_policy WHERE polrelid = ${table?.oid ?? 0}`;
      const own = expect.stringMatching(/^\(tenant_id = .*current_setting\('app\.tenant_id'::text, true\)/);
      expect(policies.map((policy) => ({ ...policy }))).toEqual([
        { polcmd: '*', polpermissive: true, roles: '{0}', using: own, check: own },
      ]);
    },
  );

  test.each(tenantTables.map((table) => table.name))(
    '%s has keys and indexes that start with its tenant',
    async (name) => {
      const oid = tables.find((entry) => entry.name === name)?.oid ?? 0;
      const [column] =
        await sql`SELECT attnotnull FROM pg_attribute WHERE attrelid = ${oid} AND attname = 'tenant_id'`;
      expect(column?.attnotnull).toBe(true);
      const indexes = await sql`
      SELECT x.relname AS index, i.indisprimary, i.indisunique, am.amname, a.attname AS first
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am am ON am.oid = x.relam
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = ${oid}`;
      expect(indexes.filter((index) => index.indisprimary)).toHaveLength(1);
      for (const { index, first, amname, indisunique } of indexes) {
        if (indisunique || amname === 'btree') expect([index, first]).toEqual([index, 'tenant_id']);
      }
    },
  );

  test('a reference carries the tenant on both sides, so that none can cross', async () => {
    const references = await sql.unsafe<
      {
        name: string;
        constraint: string;
        target: string;
        columns: string[];
        targets: string[];
        deferrable: boolean;
      }[]
    >(
      `SELECT ${NAME} AS name, k.conname AS constraint, k.confrelid::regclass::text AS target, k.condeferrable AS deferrable,
              ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(n, o)
                      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS columns,
              ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u(n, o)
                      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.o) AS targets
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'f' AND n.nspname IN ('public', 'event_store')`,
    );
    expect(references.length).toBeGreaterThan(20);
    for (const { constraint, columns, target, targets, deferrable } of references) {
      const to = target === 'tenants' ? 'id' : 'tenant_id';
      expect([constraint, columns[0], targets[0]]).toEqual([constraint, 'tenant_id', to]);
      expect([constraint, deferrable]).toEqual([constraint, true]);
    }
  });

  test('money and rates are exact, times have a zone', async () => {
    const columns = await sql.unsafe<{ name: string; attname: string; type: string }[]>(
      `SELECT ${NAME} AS name, a.attname, format_type(a.atttypid, a.atttypmod) AS type
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname IN ('public', 'event_store')`,
    );
    const inexact = columns.filter(({ type }) =>
      /^(real|double precision|money|numeric$|json$|timestamp.*without)/.test(type),
    );
    expect(inexact).toEqual([]);
  });
});

describe('the roles', () => {
  test('the runtime and the replay role own nothing and bypass nothing', async () => {
    const roles = await sql`
      SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles
       WHERE rolname = ANY (${[RUNTIME_ROLE, REPLAY_ROLE]}) ORDER BY 1`;
    const nothing = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
    };
    expect(roles.map((role) => ({ ...role }))).toEqual([
      { rolname: RUNTIME_ROLE, ...nothing },
      { rolname: REPLAY_ROLE, ...nothing },
    ]);
    const owned =
      await sql`SELECT c.relname FROM pg_class c WHERE pg_get_userbyid(c.relowner) = ANY (${[RUNTIME_ROLE, REPLAY_ROLE]})`;
    expect(owned).toEqual([]);
    const members = await sql`
      SELECT 1 FROM pg_auth_members WHERE pg_get_userbyid(member) = ANY (${[RUNTIME_ROLE, REPLAY_ROLE]})`;
    expect(members).toHaveLength(0);
    const [rights] = await sql`
      SELECT has_schema_privilege(${RUNTIME_ROLE}, 'public', 'CREATE') AS public,
             has_schema_privilege(${RUNTIME_ROLE}, 'event_store', 'CREATE') AS log,
             has_database_privilege(${RUNTIME_ROLE}, current_database(), 'CREATE') AS database`;
    expect(rights).toEqual({ public: false, log: false, database: false });
  });

  test('the replay role may read, and change nothing', async () => {
    for (const { name } of tables) {
      const [may] = await sql`
        SELECT has_table_privilege(${REPLAY_ROLE}, ${name}, 'SELECT') AS read,
               has_table_privilege(${REPLAY_ROLE}, ${name}, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') AS change`;
      expect({ name, ...may }).toEqual({ name, read: true, change: false });
    }
  });

  test('the log can be appended to and never changed: no right, and a trigger even for the owner', async () => {
    const [may] = await sql`
      SELECT has_table_privilege(${RUNTIME_ROLE}, 'event_store.events', 'INSERT') AS append,
             has_table_privilege(${RUNTIME_ROLE}, 'event_store.events', 'UPDATE, DELETE, TRUNCATE, TRIGGER') AS change,
             has_table_privilege(${RUNTIME_ROLE}, 'event_store.heads', 'DELETE, TRUNCATE, TRIGGER') AS forget`;
    expect(may).toEqual({ append: true, change: false, forget: false });
    const runtime = connect(process.env.DATABASE_URL ?? '', { max: 1 });
    for (const change of [
      'UPDATE event_store.events SET type = type',
      'DELETE FROM event_store.events',
      'TRUNCATE event_store.events',
    ]) {
      await expect(runtime.sql.unsafe(change)).rejects.toMatchObject({ code: '42501' });
      await expect(sql.unsafe(change)).rejects.toThrow('event_store.events is append-only');
    }
    await runtime.sql.end();
  });

  test('a connection without a tenant sees no row of any, and can write none', async () => {
    const tenant = newId();
    await sql.begin(async (tx) => {
      await tx`SET LOCAL session_replication_role = replica`;
      for (const { name } of tenantTables) await insertAnyRow(tx, name, tenant);
    });
    const runtime = connect(process.env.DATABASE_URL ?? '', { max: 1 });
    for (const { name } of tenantTables) {
      const count = async (as: string) => {
        const [row] = await runtime.sql.begin(async (tx) => {
          await tx`SELECT set_config('app.tenant_id', ${as}, true)`;
          return tx.unsafe(`SELECT count(*)::int AS n FROM ${name}`);
        });
        return row?.n;
      };
      const [unset] = await runtime.sql.unsafe(`SELECT count(*)::int AS n FROM ${name}`);
      expect([name, unset?.n, await count(''), await count(newId()), await count(tenant)]).toEqual([
        name,
        0,
        0,
        0,
        1,
      ]);
    }
    const writing = runtime.sql`INSERT INTO activity VALUES (${tenant}, ${newId()}, 'session', now())`;
    await expect(writing).rejects.toMatchObject({ code: '42501' });
    const foreign = runtime.sql.begin(async (tx) => {
      await tx`SELECT set_config('app.tenant_id', ${newId()}, true)`;
      await tx`INSERT INTO activity VALUES (${tenant}, ${newId()}, 'session', now())`;
    });
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
    await runtime.sql.end();
  });
});

/** A row with some value in every column that must have one; references are not checked. */
async function insertAnyRow(tx: TransactionSql, name: string, tenant: string): Promise<void> {
  const columns = await tx.unsafe<{ column: string; type: string }[]>(
    `SELECT quote_ident(attname) AS column, format_type(atttypid, NULL) AS type FROM pg_attribute
      WHERE attrelid = '${name}'::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND attgenerated = ''`,
  );
  const checks = await tx.unsafe<{ definition: string }[]>(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = '${name}'::regclass AND contype = 'c'`,
  );
  const value = ({ column, type }: { column: string; type: string }): string => {
    if (column === 'tenant_id') return `'${tenant}'`;
    const list = checks.find(({ definition }) => definition.includes(`(${column} = ANY`))?.definition;
    const allowed = list && /'([^']*)'::text/.exec(list)?.[1];
    if (allowed) return `'${allowed}'`;
    if (type === 'uuid') return 'gen_random_uuid()';
    if (type === 'text')
      return checks.some(({ definition }) => definition.includes(`(${column} ~`)) ? `'EUR'` : `'x'`;
    if (type === 'jsonb') return `'{}'`;
    if (type === 'bytea') return `'\\x00'`;
    if (type === 'boolean') return 'false';
    if (type.endsWith('[]')) return `'{}'`;
    if (type === 'date' || type.startsWith('timestamp')) return 'now()';
    return '1';
  };
  await tx.unsafe(
    `INSERT INTO ${name} (${columns.map((c) => c.column).join(', ')}) VALUES (${columns.map(value).join(', ')})`,
  );
}
