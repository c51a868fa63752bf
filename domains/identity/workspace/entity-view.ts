import { type AnyColumn, inArray, type SQL } from 'drizzle-orm';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import { type EntityRow, listEntities } from './queries.ts';

/** The entities whose rows a page shows: never more than the scope may see. */
export type EntityView = 'all' | readonly string[];

/** The scope's entities, narrowed to the one that the person chose (null: none chosen). */
export function entityView(scope: Scope, chosen: string | null): EntityView {
  if (chosen === null) return scope.entities;
  return seesEntity(scope, chosen) ? [chosen] : [];
}

/** The condition that keeps rows within the view; undefined where all are in it. */
export function inView(column: AnyColumn, view: EntityView): SQL | undefined {
  return view === 'all' ? undefined : inArray(column, [...view]);
}

/** Whether the scope may see what belongs to the entity. */
export function seesEntity({ entities }: Pick<Scope, 'entities'>, code: string): boolean {
  return entities === 'all' || entities.includes(code);
}

/** The group's companies that the scope may see, by code. */
export async function visibleEntities(tx: TenantTx): Promise<EntityRow[]> {
  const all = await listEntities(tx);
  return all.filter(({ code }) => seesEntity(tx.scope, code));
}
