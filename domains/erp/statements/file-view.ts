import { and, eq, exists, not, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { statementFiles, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { inView } from '../../identity/workspace/entity-view.ts';

/** Whoever sees only some entities sees the files that hold a statement of theirs, and those that hold none yet. */
export function visibleFile(tx: TenantTx): SQL | undefined {
  const { entities } = tx.scope;
  if (entities === 'all') return undefined;
  return or(eq(statementFiles.statementCount, 0), holds(tx, inView(statements.entityId, entities)));
}

/** Whether the scope sees all that is in the file: its bytes, and places in it, are for nobody else. */
export function isWhole(tx: TenantTx): SQL<boolean> {
  const { entities } = tx.scope;
  return entities === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`${not(holds(tx, notInArray(statements.entityId, [...entities])))}`;
}

function holds(tx: TenantTx, condition: SQL | undefined): SQL {
  const found = tx
    .select({ one: sql`1` })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.statementFileId, statementFiles.id),
        condition,
      ),
    );
  return exists(found);
}

export const NOT_WHOLE = 'Part of this file belongs to entities that you do not see.';

/** Throws a NexusError `forbidden` where the scope does not see all of the file. */
export function requireWhole(file: { readonly isWhole: boolean }): void {
  if (!file.isWhole)
    throw new NexusError('forbidden', `${NOT_WHOLE} Its contents are for those who see all of it.`);
}
