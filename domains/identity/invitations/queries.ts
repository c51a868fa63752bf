import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { invitations, users } from '#db/schema/identity.ts';
import { tenants } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

const open = (tx: TenantTx, now: Instant) =>
  and(
    eq(invitations.tenantId, tx.scope.tenantId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now),
  );

export type InvitationRow = {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

/** Invitations that can still be accepted, by what they expire first. */
export async function openInvitations(tx: TenantTx, now: Instant): Promise<InvitationRow[]> {
  return tx
    .select({
      id: invitations.id,
      name: invitations.name,
      email: invitations.email,
      role: invitations.role,
      invitedBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, and(eq(users.tenantId, invitations.tenantId), eq(users.id, invitations.userId)))
    .where(open(tx, now))
    .orderBy(asc(invitations.expiresAt), asc(invitations.id));
}

export type OpenInvitation = {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly company: string;
  readonly tokenHash: string;
};

/** One invitation that can still be accepted, with the company that it is to. */
export async function openInvitation(tx: TenantTx, id: Id, now: Instant): Promise<OpenInvitation | null> {
  const [row] = await tx
    .select({
      id: invitations.id,
      name: invitations.name,
      email: invitations.email,
      role: invitations.role,
      company: tenants.name,
      tokenHash: invitations.tokenHash,
    })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(and(open(tx, now), eq(invitations.id, id)));
  return row ?? null;
}

/** Whether somebody with this address is invited and has not answered. */
export async function isInvited(tx: TenantTx, email: string, now: Instant): Promise<boolean> {
  const rows = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(open(tx, now), eq(invitations.email, email)))
    .limit(1);
  return rows.length > 0;
}
