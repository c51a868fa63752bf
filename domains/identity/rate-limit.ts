import { sql } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { rateLimits } from '#db/schema/platform.ts';
import { addSeconds, type Instant, instantOf, secondsBetween } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';

export type RateLimit = { readonly attempts: number; readonly window_s: number };

/**
 * Counts one attempt under `key` in a fixed window. Throws a NexusError `rateLimited` (details.retryAfter_s) once the window's attempts are
 * used up. Counts before anybody is known, so the key must not tell a known account from an unknown one.
 */
export async function countAttempt(key: string, limit: RateLimit, now: Instant): Promise<void> {
  const windowStart = startOfWindow(now, limit.window_s);
  const [row] = await database()
    .drizzle.insert(rateLimits)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + 1` },
    })
    .returning({ count: rateLimits.count });
  if ((row?.count ?? 1) <= limit.attempts) return;
  const retryAfter_s = Math.ceil(secondsBetween(now, addSeconds(windowStart, limit.window_s)));
  throw new NexusError('rateLimited', `Too many attempts. Try again in ${retryAfter_s} seconds.`, {
    details: { retryAfter_s },
  });
}

/** Forgets windows that began more than a day before `now`. */
export async function sweepRateLimits(now: Instant): Promise<void> {
  await database().sql`DELETE FROM rate_limits WHERE window_start < ${addSeconds(now, -86_400)}`;
}

function startOfWindow(now: Instant, window_s: number): Instant {
  const ms = Temporal.Instant.from(now).epochMilliseconds;
  const start = Math.floor(ms / 1000 / window_s) * window_s * 1000;
  return instantOf(Temporal.Instant.fromEpochMilliseconds(start));
}
