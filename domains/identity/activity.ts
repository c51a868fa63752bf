import { and, eq, lt } from 'drizzle-orm';
import { activity } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addSeconds, type Instant, secondsBetween } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

export type ActivityKind = 'session' | 'integration' | 'apiKey';

/** Seconds between two notes of the same thing being seen: what changes on every request is not written on every request. */
const RESOLUTION_S = 60;

/** Far longer than a session can live. */
const SESSIONS_KEPT_S = 30 * 86_400;

/** When it was last seen; null when never. */
export async function lastSeen(tx: TenantTx, id: Id): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: activity.lastSeenAt })
    .from(activity)
    .where(and(eq(activity.tenantId, tx.scope.tenantId), eq(activity.id, id)));
  return row?.at ?? null;
}

/** Whether it is time to note again that something was seen that was seen `before`. */
export function isDueToNote(before: Instant | null, now: Instant): boolean {
  return before === null || secondsBetween(before, now) >= RESOLUTION_S;
}

/** Notes that it was seen, at most once a minute. `before` is what `lastSeen` said. */
export async function noteSeen(
  tx: TenantTx,
  kind: ActivityKind,
  id: Id,
  before: Instant | null,
  now: Instant,
): Promise<void> {
  if (!isDueToNote(before, now)) return;
  await tx
    .insert(activity)
    .values({ tenantId: tx.scope.tenantId, id, kind, lastSeenAt: now })
    .onConflictDoUpdate({ target: [activity.tenantId, activity.id], set: { lastSeenAt: now } });
}

/** Forgets when sessions were last seen that ended long ago. Of integrations and API keys it stays on the page. */
export async function sweepActivity(tx: TenantTx, now: Instant): Promise<void> {
  await tx
    .delete(activity)
    .where(
      and(
        eq(activity.tenantId, tx.scope.tenantId),
        eq(activity.kind, 'session'),
        lt(activity.lastSeenAt, addSeconds(now, -SESSIONS_KEPT_S)),
      ),
    );
}
