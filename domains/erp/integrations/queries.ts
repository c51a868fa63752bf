import { and, asc, eq } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { activity, integrations, secrets, tenants } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/** A sender of documents, as its webhook needs to know it. */
export type Integration = {
  readonly id: Id;
  readonly name: string;
  readonly source: string;
  readonly status: string;
  readonly scopes: readonly string[];
  /** Who set it up: the person behind what it sends. */
  readonly userId: Id;
  readonly tenantStatus: string;
  /** The company's IANA zone: it owns what day a document without a due date came in. */
  readonly timeZone: string;
  readonly lastSeenAt: Instant | null;
};

const columns = {
  id: integrations.id,
  name: integrations.name,
  source: integrations.source,
  status: integrations.status,
  scopes: integrations.scopes,
  userId: integrations.userId,
  tenantStatus: tenants.status,
  timeZone: tenants.timeZone,
  lastSeenAt: activity.lastSeenAt,
};

/** A sender of this tenant, with the status of its company; null when there is none. */
export async function findIntegration(tx: TenantTx, id: Id): Promise<Integration | null> {
  const [row] = await tx
    .select(columns)
    .from(integrations)
    .innerJoin(tenants, eq(tenants.id, integrations.tenantId))
    .leftJoin(activity, and(eq(activity.tenantId, integrations.tenantId), eq(activity.id, integrations.id)))
    .where(and(eq(integrations.tenantId, tx.scope.tenantId), eq(integrations.id, id)));
  return row ?? null;
}

export type IntegrationRow = Integration & {
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly version: number;
  /** When each live secret was made and, while secrets are rotated, until when the older one counts. */
  readonly secrets: readonly { readonly createdAt: Instant; readonly retiresAt: Instant | null }[];
};

/** All integrations by name, with the dates of their secrets and never the secrets. */
export async function listIntegrations(tx: TenantTx, now: Instant): Promise<IntegrationRow[]> {
  const { tenantId } = tx.scope;
  const rows = await tx
    .select({
      ...columns,
      createdBy: users.name,
      createdAt: integrations.createdAt,
      version: integrations.version,
    })
    .from(integrations)
    .innerJoin(tenants, eq(tenants.id, integrations.tenantId))
    .innerJoin(users, and(eq(users.tenantId, integrations.tenantId), eq(users.id, integrations.userId)))
    .leftJoin(activity, and(eq(activity.tenantId, integrations.tenantId), eq(activity.id, integrations.id)))
    .where(eq(integrations.tenantId, tenantId))
    .orderBy(asc(integrations.name));
  const kept = await tx
    .select({ ownerId: secrets.ownerId, createdAt: secrets.createdAt, retiresAt: secrets.retiresAt })
    .from(secrets)
    .where(eq(secrets.tenantId, tenantId))
    .orderBy(asc(secrets.createdAt));
  const live = kept.filter((secret) => secret.retiresAt === null || secret.retiresAt > now);
  return rows.map((row) => ({ ...row, secrets: live.filter((secret) => secret.ownerId === row.id) }));
}
