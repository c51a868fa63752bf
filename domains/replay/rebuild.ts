import type { TransactionSql } from 'postgres';
import { database, driverOf, type Transaction } from '#db/client.ts';
import type { EventCatalogue } from '#db/event-store/event.ts';
import { lockHead } from '#db/event-store/heads.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { listTenants, setTenant } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { replaceCheckpoints, staleProjectors } from '../checkpoints.ts';
import { PROJECTORS } from '../projectors.ts';
import { projectionShapes, type TableShape } from './compare.ts';
import { type ReplayOptions, replay } from './replay.ts';
import {
  connectForReplay,
  createShadow,
  dropShadow,
  inShadow,
  newShadow,
  type Shadow,
  shareShadow,
  takeTurn,
} from './shadow.ts';

export type RebuildOptions = {
  /** Replace only the tables that this projector writes. */
  readonly projector?: string;
  readonly projectors?: readonly Projector[];
  readonly catalogue?: EventCatalogue;
};

/** Up to where the projections were rebuilt, and how many rows had to be put in or taken out of the live tables. */
export type Rebuilt = { readonly position: number; readonly changedRows: number };

/**
 * Replaces a tenant's projections by what its log says: replays in a shadow while others read and write, then stops the tenant's writers
 * for a moment, catches up, and applies the differing rows in one transaction. Throws `notFound` for an unknown projector.
 */
export async function rebuild(tenantId: Id, options: RebuildOptions = {}): Promise<Rebuilt> {
  const { projectors = PROJECTORS } = options;
  const chosen = projectors.filter(({ name }) => !options.projector || name === options.projector);
  if (chosen.length === 0) throw unknownProjector(projectors);
  const shadow = newShadow(tenantId);
  const connection = connectForReplay();
  const written = options.projector ? new Set<string>() : null;
  const { catalogue } = options;
  const how: ReplayOptions = {
    projectors,
    catalogue,
    ...(written && { around: noteTables(shadow, chosen, written) }),
  };
  try {
    await takeTurn(connection, shadow);
    const { position } = await inShadow(connection, shadow, async (tx) => {
      await createShadow(tx, shadow);
      await shareShadow(tx, shadow);
      return replay(tx, shadow, 0, how);
    });
    return await database().drizzle.transaction(async (tx) => {
      await setTenant(tx, tenantId);
      const head = await lockHead(driverOf(tx), tenantId);
      await inShadow(connection, shadow, (late) => replay(late, shadow, position, how));
      const changedRows = await apply(driverOf(tx), shadow, written);
      await replaceCheckpoints(driverOf(tx), tenantId, head, chosen, { only: written !== null });
      return { position: head.position, changedRows };
    });
  } finally {
    // Should this fail too, the next replay that takes its turn for the tenant clears it away.
    await inShadow(connection, shadow, (tx) => dropShadow(driverOf(tx), shadow)).catch(() => {});
    await connection.sql.end();
  }
}

/** Rebuilds every tenant for whom a projector is new or has changed its code. Before it is done, pages may show old rows. */
export async function rebuildChanged(
  options: Omit<RebuildOptions, 'projector'> = {},
): Promise<{ rebuilt: number }> {
  let rebuilt = 0;
  for (const tenantId of await listTenants()) {
    const stale = await staleProjectors(tenantId, options.projectors ?? PROJECTORS);
    if (stale.length === 0) continue;
    await rebuild(tenantId, options);
    rebuilt++;
  }
  return { rebuilt };
}

function unknownProjector(projectors: readonly Projector[]): NexusError {
  const known = projectors.map(({ name }) => name).join(', ');
  return new NexusError('notFound', `There is no such projector. There are: ${known}.`);
}

/** Notes the shadow tables in which the chosen projectors change rows, by the transaction's own counters. */
function noteTables(
  { schema }: Shadow,
  chosen: readonly Projector[],
  written: Set<string>,
): ReplayOptions['around'] {
  const changes = async (tx: Transaction) => {
    const rows = await driverOf(tx).unsafe<{ relname: string; changes: string }[]>(
      `SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS changes FROM pg_stat_xact_user_tables WHERE schemaname = $1`,
      [schema],
    );
    return new Map(rows.map((row) => [row.relname, row.changes]));
  };
  return (tx) => async (projector, project) => {
    if (!chosen.includes(projector)) return project();
    const before = await changes(tx);
    await project();
    for (const [table, count] of await changes(tx)) if (count !== before.get(table)) written.add(table);
  };
}

/**
 * Makes the live tables equal to the shadow's: takes out every row that is not there in the same form, then puts in what is missing. What
 * is left in between is part of the shadow, so no unique key is ever in the way; references are checked at the end.
 */
async function apply(sql: TransactionSql, shadow: Shadow, only: ReadonlySet<string> | null): Promise<number> {
  await sql.unsafe('SET CONSTRAINTS ALL DEFERRED');
  let changed = 0;
  const shapes = (await projectionShapes(sql)).filter(({ name }) => !only || only.has(name));
  for (const shape of shapes) changed += await removeDiffering(sql, shadow, shape);
  for (const shape of shapes) changed += await insertMissing(sql, shadow, shape);
  return changed;
}

async function removeDiffering(sql: TransactionSql, shadow: Shadow, shape: TableShape): Promise<number> {
  const columns = (alias: string) => shape.columns.map((column) => `${alias}.${column}`).join(', ');
  const { count } = await sql.unsafe(
    `DELETE FROM public."${shape.name}" AS l WHERE l.${shape.tenantColumn} = $1 AND NOT EXISTS (
       SELECT 1 FROM ${shadow.schema}."${shape.name}" AS s
        WHERE ${sameKey(shape)} AND (${columns('l')}) IS NOT DISTINCT FROM (${columns('s')}))`,
    [shadow.tenantId],
  );
  return count;
}

async function insertMissing(sql: TransactionSql, shadow: Shadow, shape: TableShape): Promise<number> {
  const { count } = await sql.unsafe(
    `INSERT INTO public."${shape.name}" (${shape.writable.join(', ')})
     SELECT ${shape.writable.map((column) => `s.${column}`).join(', ')} FROM ${shadow.schema}."${shape.name}" AS s
      WHERE NOT EXISTS (SELECT 1 FROM public."${shape.name}" AS l WHERE ${sameKey(shape)})`,
  );
  return count;
}

const sameKey = (shape: TableShape) => shape.key.map((column) => `l.${column} = s.${column}`).join(' AND ');
