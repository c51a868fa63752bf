import { eq } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { tenants } from '#db/schema/platform.ts';
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
