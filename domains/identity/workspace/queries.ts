import { asc, eq } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { entities, tenants } from '#db/schema/platform.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { dateIn, type Instant, systemClock } from '#lib/clock.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';

export type Workspace = { readonly id: Id; readonly slug: string; readonly name: string };

/** The companies on this database, oldest first. For the command line: nobody else sees more than one. */
export async function listWorkspaces(): Promise<Workspace[]> {
  return database().sql<Workspace[]>`SELECT id, slug, name FROM tenants ORDER BY created_at, id`;
}

/** The company behind the scope. */
export async function findWorkspace(tx: TenantTx) {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tx.scope.tenantId));
  if (!tenant) throw new NexusError('notFound', 'This company does not exist.');
  const { isSample } = tenant.settings as { isSample?: boolean };
  return { ...tenant, isSample: isSample === true };
}

export type Company = Awaited<ReturnType<typeof findWorkspace>>;

/** The calendar date that it is where the company is. */
export async function tenantToday(scope: Scope, now: Instant = systemClock()): Promise<CalendarDate> {
  return withTenant(scope, async (tx) => dateIn((await findWorkspace(tx)).timeZone, now));
}

export type EntityRow = Pick<
  typeof entities.$inferSelect,
  'id' | 'code' | 'name' | 'country' | 'vatIds' | 'baseCurrency'
>;

/** The group's companies by code. */
export async function listEntities(tx: TenantTx): Promise<EntityRow[]> {
  return tx
    .select({
      id: entities.id,
      code: entities.code,
      name: entities.name,
      country: entities.country,
      vatIds: entities.vatIds,
      baseCurrency: entities.baseCurrency,
    })
    .from(entities)
    .where(eq(entities.tenantId, tx.scope.tenantId))
    .orderBy(asc(entities.code));
}
