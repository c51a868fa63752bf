import type { TransactionSql } from 'postgres';
import { database, driverOf } from '#db/client.ts';
import type { Head } from '#db/event-store/heads.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
import { setTenant } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';

/** The version of rows that nobody has made yet: it differs from every projector's. */
const NEVER_BUILT = 0;

/**
 * Notes after a commit that every projector has come to the head. The code version stays that of the rows: a projector that is new to a log
 * which `before` already had events is marked for its rebuild.
 */
export async function moveCheckpoints(
  sql: TransactionSql,
  tenantId: Id,
  before: Head,
  head: Head,
  projectors: readonly Projector[],
): Promise<void> {
  if (head.position === before.position || projectors.length === 0) return;
  const versions = projectors.map((p) => String(before.position === 0 ? p.codeVersion : NEVER_BUILT));
  await sql.unsafe(
    `INSERT INTO projection_versions (tenant_id, projector, last_position, code_version, updated_at)
     SELECT $1, p.name, $2, p.code_version, $3 FROM unnest($4::text::text[], $5::text::int[]) AS p(name, code_version)
     ON CONFLICT (tenant_id, projector) DO UPDATE SET last_position = excluded.last_position, updated_at = excluded.updated_at`,
    [tenantId, head.position, head.recordedAt, namesOf(projectors), arrayLiteral(versions)],
  );
}

/** Notes after a rebuild which code made the rows. Unless it was `only` for these projectors, others are forgotten. */
export async function replaceCheckpoints(
  sql: TransactionSql,
  tenantId: Id,
  head: Head,
  projectors: readonly Projector[],
  { only }: { only: boolean },
): Promise<void> {
  await sql.unsafe(
    'DELETE FROM projection_versions WHERE tenant_id = $1 AND ($2 OR projector = ANY ($3::text::text[]))',
    [tenantId, !only, namesOf(projectors)],
  );
  await sql.unsafe(
    `INSERT INTO projection_versions (tenant_id, projector, last_position, code_version, updated_at)
     SELECT $1, p.name, $2, p.code_version, $3 FROM unnest($4::text::text[], $5::text::int[]) AS p(name, code_version)`,
    [
      tenantId,
      head.position,
      head.recordedAt,
      namesOf(projectors),
      arrayLiteral(projectors.map((p) => String(p.codeVersion))),
    ],
  );
}

/** The names of the projectors whose rows some other code made, or nobody yet. None for a tenant without events. */
export async function staleProjectors(tenantId: Id, projectors: readonly Projector[]): Promise<string[]> {
  return database().drizzle.transaction(async (tx) => {
    await setTenant(tx, tenantId);
    const rows = await driverOf(tx).unsafe<{ projector: string; code_version: number }[]>(
      'SELECT projector, code_version FROM projection_versions WHERE tenant_id = $1',
      [tenantId],
    );
    const versions = new Map(rows.map((row) => [row.projector, row.code_version]));
    const stale = projectors.filter(({ name, codeVersion }) => versions.get(name) !== codeVersion);
    return stale.map(({ name }) => name);
  });
}

const namesOf = (projectors: readonly Projector[]) => arrayLiteral(projectors.map(({ name }) => name));
