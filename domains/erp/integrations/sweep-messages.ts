import { and, asc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import { inboundMessages } from '#db/schema/platform.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { addSeconds, type Instant } from '#lib/clock.ts';

/** How long the body of a delivery is kept: a fiscal year, and the weeks in which it is closed. */
export const BODIES_KEPT_DAYS = 400;

const BATCH = 1_000;

/**
 * Forgets the bodies of deliveries older than `BODIES_KEPT_DAYS`, in small transactions. Their hashes, answers and
 * documents stay, so that a delivery which comes again is still known. Stops between two batches when `signal` is aborted.
 */
export async function sweepMessageBodies(scope: Scope, now: Instant, signal: AbortSignal): Promise<void> {
  const { tenantId } = scope;
  const before = addSeconds(now, -BODIES_KEPT_DAYS * 86_400);
  for (let emptied = BATCH; emptied === BATCH; ) {
    signal.throwIfAborted();
    emptied = await withTenant(scope, async (tx) => {
      const old = tx
        .select({ id: inboundMessages.id })
        .from(inboundMessages)
        .where(
          and(
            eq(inboundMessages.tenantId, tenantId),
            lt(inboundMessages.receivedAt, before),
            isNotNull(inboundMessages.body),
          ),
        )
        .orderBy(asc(inboundMessages.id))
        .limit(BATCH)
        .for('update');
      const rows = await tx
        .update(inboundMessages)
        .set({ body: null })
        .where(and(eq(inboundMessages.tenantId, tenantId), inArray(inboundMessages.id, old)))
        .returning({ id: inboundMessages.id });
      return rows.length;
    });
  }
}
