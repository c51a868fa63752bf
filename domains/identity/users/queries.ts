import { and, asc, count, eq, inArray, max, ne } from 'drizzle-orm';
import { passkeys, users } from '#db/schema/identity.ts';
import { tenants } from '#db/schema/platform.ts';
import type { Role, TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';

export type PersonRow = {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly status: 'active' | 'suspended';
  readonly passkeys: number;
  /** When a passkey of theirs was last used. */
  readonly lastUsedAt: Instant | null;
  readonly createdAt: Instant;
  readonly version: number;
};

/** Everybody of the company, by name. */
export async function listPeople(tx: TenantTx): Promise<PersonRow[]> {
  const rows = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      status: users.status,
      passkeys: count(passkeys.id),
      lastUsedAt: max(passkeys.lastUsedAt),
      createdAt: users.createdAt,
      version: users.version,
    })
    .from(users)
    .leftJoin(passkeys, and(eq(passkeys.tenantId, users.tenantId), eq(passkeys.userId, users.id)))
    .where(and(eq(users.tenantId, tx.scope.tenantId), ne(users.status, 'system')))
    .groupBy(users.tenantId, users.id)
    .orderBy(asc(users.name), asc(users.id));
  return rows as PersonRow[];
}

export type Profile = {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly company: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly isSample: boolean;
};

/** Who is signed in, and for which company. Throws a NexusError `notFound` for a scope with no person behind it. */
export async function ownProfile(tx: TenantTx): Promise<Profile> {
  const [row] = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      company: tenants.name,
      timeZone: tenants.timeZone,
      currency: tenants.defaultCurrency,
      settings: tenants.settings,
    })
    .from(users)
    .innerJoin(tenants, eq(tenants.id, users.tenantId))
    .where(and(eq(users.tenantId, tx.scope.tenantId), eq(users.id, tx.scope.userId)));
  if (!row) throw new NexusError('notFound', 'There is no person behind this request.');
  const { settings, ...profile } = row;
  const { isSample } = settings as { isSample?: boolean };
  return { ...profile, role: row.role as Role, isSample: isSample === true };
}

/** The person with this address (any case); null when there is none. */
export async function findByEmail(
  tx: TenantTx,
  email: string,
): Promise<{ id: Id; name: string; email: string; status: string } | null> {
  const [row] = await tx
    .select({ id: users.id, name: users.name, email: users.email, status: users.status })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.scope.tenantId),
        eq(users.email, email.trim().toLowerCase()),
        ne(users.status, 'system'),
      ),
    );
  return row ?? null;
}

/** Whether the company has any person yet. */
export async function hasPeople(tx: TenantTx): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenantId, tx.scope.tenantId), ne(users.status, 'system')))
    .limit(1);
  return rows.length > 0;
}

/** Throws a NexusError `conflict` when nobody active is left who looks after people. Runs in the committing transaction, under its lock. */
export async function assertSomebodyGoverns(tx: TenantTx): Promise<void> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.scope.tenantId),
        eq(users.status, 'active'),
        inArray(users.role, ['owner', 'admin']),
      ),
    )
    .limit(1);
  if (rows.length > 0) return;
  throw new NexusError(
    'conflict',
    'Somebody has to look after people: make another person admin or owner first.',
  );
}
