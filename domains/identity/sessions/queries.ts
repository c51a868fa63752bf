import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import { passkeys, sessions, users } from '#db/schema/identity.ts';
import { activity, tenants } from '#db/schema/platform.ts';
import type { Role, TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { type SessionFacts, sessionState } from './session-state.ts';

export type SessionBearer = SessionFacts & {
  readonly tokenHash: string;
  readonly userId: Id;
  readonly role: Role;
  readonly entities: string[] | null;
  readonly stepUpUntil: Instant | null;
};

/** The session with the person, the company and the activity that decide about it. */
export async function sessionBearer(tx: TenantTx, sessionId: Id): Promise<SessionBearer | null> {
  const [row] = await tx
    .select({
      tokenHash: sessions.tokenHash,
      userId: sessions.userId,
      role: users.role,
      entities: users.entities,
      stepUpUntil: sessions.stepUpUntil,
      createdAt: sessions.createdAt,
      lastSeenAt: activity.lastSeenAt,
      expiresAt: sessions.expiresAt,
      revokedAt: sessions.revokedAt,
      userStatus: users.status,
      tenantStatus: tenants.status,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.tenantId, sessions.tenantId), eq(users.id, sessions.userId)))
    .innerJoin(tenants, eq(tenants.id, sessions.tenantId))
    .leftJoin(activity, and(eq(activity.tenantId, sessions.tenantId), eq(activity.id, sessions.id)))
    .where(and(eq(sessions.tenantId, tx.scope.tenantId), eq(sessions.id, sessionId)));
  return row ? { ...row, role: row.role as Role } : null;
}

export type LiveSession = {
  readonly id: Id;
  readonly userId: Id;
  readonly person: string;
  readonly passkey: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly startedAt: Instant;
  readonly lastSeenAt: Instant | null;
  readonly expiresAt: Instant;
};

/** Sessions that still carry somebody at `now`, newest first: of one person, or of everybody. */
export async function liveSessions(tx: TenantTx, now: Instant, userId?: Id): Promise<LiveSession[]> {
  const rows = await tx
    .select({
      id: sessions.id,
      userId: sessions.userId,
      person: users.name,
      passkey: passkeys.name,
      ip: sessions.ipAddress,
      userAgent: sessions.userAgent,
      startedAt: sessions.createdAt,
      createdAt: sessions.createdAt,
      lastSeenAt: activity.lastSeenAt,
      expiresAt: sessions.expiresAt,
      revokedAt: sessions.revokedAt,
      userStatus: users.status,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.tenantId, sessions.tenantId), eq(users.id, sessions.userId)))
    .leftJoin(passkeys, and(eq(passkeys.tenantId, sessions.tenantId), eq(passkeys.id, sessions.passkeyId)))
    .leftJoin(activity, and(eq(activity.tenantId, sessions.tenantId), eq(activity.id, sessions.id)))
    .where(
      and(
        eq(sessions.tenantId, tx.scope.tenantId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        userId === undefined ? undefined : eq(sessions.userId, userId),
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
  return rows
    .filter((row) => sessionState({ ...row, tenantStatus: 'active' }, now) === 'live')
    .map(({ createdAt, revokedAt, userStatus, ...session }) => session);
}

/** Ids of sessions that are open at `now` and were begun with this passkey. */
export async function liveSessionsBegunWith(tx: TenantTx, passkeyId: Id, now: Instant): Promise<Id[]> {
  return openSessionIds(tx, eq(sessions.passkeyId, passkeyId), now);
}

/** Ids of a person's sessions that are open at `now`. */
export async function liveSessionsOf(tx: TenantTx, userId: Id, now: Instant): Promise<Id[]> {
  return openSessionIds(tx, eq(sessions.userId, userId), now);
}

async function openSessionIds(tx: TenantTx, which: SQL, now: Instant): Promise<Id[]> {
  const rows = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.tenantId, tx.scope.tenantId),
        which,
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    );
  return rows.map((row) => row.id);
}
