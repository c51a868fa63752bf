import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { connect, type Database, driverOf, type Transaction } from '#db/client.ts';
import { REPLAY_ROLE, RUNTIME_ROLE } from '#db/security.ts';
import { PROJECTIONS } from '#db/tables.ts';
import { setTenant } from '#db/tenancy.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';

/** A schema with the projection tables of one tenant, empty at first, in which its events are replayed. */
export type Shadow = { readonly tenantId: Id; readonly schema: string };

/** A connection for replays: as `nexus_replay`, or as the admin, who then puts that role on in each transaction. */
export function connectForReplay(): Database {
  const { databaseReplayUrl, databaseAdminUrl } = config();
  const url = databaseReplayUrl ?? databaseAdminUrl;
  if (url) return connect(url, { max: 1 });
  throw new NexusError(
    'unavailable',
    'A replay needs a connection of its own: set DATABASE_REPLAY_URL or DATABASE_ADMIN_URL.',
  );
}

const prefixOf = (tenantId: Id) => `replay_${tenantId.replaceAll('-', '')}_`;

/** A name that no other replay has. */
export function newShadow(tenantId: Id): Shadow {
  return { tenantId, schema: `${prefixOf(tenantId)}${randomBytes(4).toString('hex')}` };
}

/**
 * Waits until no other connection that took its turn works on the tenant, and clears away what a killed one left. The turn lasts as long
 * as the connection.
 */
export async function takeTurn(connection: Database, shadow: Shadow): Promise<void> {
  await connection.sql`SELECT pg_advisory_lock(hashtextextended(${prefixOf(shadow.tenantId)}, 0))`;
  await inShadow(connection, shadow, async (tx) => {
    const left = await driverOf(tx).unsafe<{ schema: string }[]>(
      'SELECT nspname AS schema FROM pg_namespace WHERE starts_with(nspname, $1)',
      [prefixOf(shadow.tenantId)],
    );
    for (const { schema } of left) await dropShadow(driverOf(tx), { ...shadow, schema });
  });
}

/**
 * Runs `work` as the replay role, seeing one tenant's rows of the live tables. Tables without a schema are the shadow's: `public` is not
 * on the path, so that a projector which touches a live table fails. With `snapshot`, all of it sees one moment.
 */
export async function inShadow<T>(
  connection: Database,
  { tenantId, schema }: Shadow,
  work: (tx: Transaction) => Promise<T>,
  options: { snapshot?: boolean } = {},
): Promise<T> {
  const isolationLevel = options.snapshot ? 'repeatable read' : 'read committed';
  return connection.drizzle.transaction(
    async (tx) => {
      await driverOf(tx).unsafe(
        `SET LOCAL ROLE ${REPLAY_ROLE}; SET LOCAL search_path = ${schema}, event_store`,
      );
      await setTenant(tx, tenantId);
      return work(tx);
    },
    { isolationLevel },
  );
}

/** Makes the schema and its tables: those of the projections with their defaults, checks and indexes, without their rows. */
export async function createShadow(tx: Transaction, { schema }: Shadow): Promise<void> {
  const tables = PROJECTIONS.map(
    ({ name }) => `CREATE TABLE ${schema}."${name}" (LIKE public."${name}" INCLUDING ALL)`,
  );
  await driverOf(tx).unsafe(`
    CREATE SCHEMA ${schema};
    ${tables.join(';\n')};
    CREATE VIEW ${schema}.subject_keys AS SELECT * FROM public.subject_keys;
  `);
}

/** Lets the runtime role read the shadow, from which a rebuild takes its rows. */
export async function shareShadow(tx: Transaction, { schema }: Shadow): Promise<void> {
  await driverOf(tx).unsafe(`
    GRANT USAGE ON SCHEMA ${schema} TO ${RUNTIME_ROLE};
    GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${RUNTIME_ROLE};
  `);
}

/** Removes a shadow with all that is in it. */
export async function dropShadow(sql: TransactionSql, { schema }: Shadow): Promise<void> {
  await sql.unsafe(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}

/** Gives the planner the sizes of tables that are filled within one transaction, where no autovacuum sees them. */
export async function analyseShadow(sql: TransactionSql, { schema }: Shadow): Promise<void> {
  await sql.unsafe(`ANALYZE ${PROJECTIONS.map(({ name }) => `${schema}."${name}"`).join(', ')}`);
}
