import { and, desc, eq } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { activity, apiKeys, tenants } from '#db/schema/platform.ts';
import type { Role, TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

export type ApiKeyBearer = {
  readonly tokenHash: string;
  readonly userId: Id;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly tenantStatus: string;
  readonly lastSeenAt: Instant | null;
};

/** The key with what decides whether it still opens anything. */
export async function apiKeyBearer(tx: TenantTx, id: Id): Promise<ApiKeyBearer | null> {
  const [row] = await tx
    .select({
      tokenHash: apiKeys.tokenHash,
      userId: apiKeys.userId,
      role: apiKeys.role,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      tenantStatus: tenants.status,
      lastSeenAt: activity.lastSeenAt,
    })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .leftJoin(activity, and(eq(activity.tenantId, apiKeys.tenantId), eq(activity.id, apiKeys.id)))
    .where(and(eq(apiKeys.tenantId, tx.scope.tenantId), eq(apiKeys.id, id)));
  return row ? { ...row, role: row.role as Role } : null;
}

export type ApiKeyRow = {
  readonly id: Id;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly lastSeenAt: Instant | null;
};

/** All keys, newest first. Their secret parts are kept nowhere. */
export async function listApiKeys(tx: TenantTx): Promise<ApiKeyRow[]> {
  return tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      role: apiKeys.role,
      scopes: apiKeys.scopes,
      createdBy: users.name,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      lastSeenAt: activity.lastSeenAt,
    })
    .from(apiKeys)
    .innerJoin(users, and(eq(users.tenantId, apiKeys.tenantId), eq(users.id, apiKeys.userId)))
    .leftJoin(activity, and(eq(activity.tenantId, apiKeys.tenantId), eq(activity.id, apiKeys.id)))
    .where(eq(apiKeys.tenantId, tx.scope.tenantId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}
