import type { Job } from '#db/jobs.ts';
import { addSeconds, type Instant, instantOf } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/** What happens each night in every company, on its own clock: what is old is swept first, then the record is proved. */
const NIGHTLY = { sweep: '04:00', verify: '06:00' } as const;

export type NightlyQueue = keyof typeof NIGHTLY;

/** How long after its beginning a company's record is proved for the first time: whoever loads it is not to be slowed down. */
const FIRST_VERIFICATION_AFTER_S = 300;

/** A company as the schedule sees it. */
export type ScheduledTenant = {
  readonly id: Id;
  readonly timeZone: string;
  readonly createdAt: Instant;
  /** Also by hand, from the command line. */
  readonly lastVerifiedAt: Instant | null;
  /** When the newest job of each queue was enqueued, whatever became of it. */
  readonly lastEnqueuedAt: Readonly<Record<NightlyQueue, Instant | null>>;
};

/**
 * The jobs whose time has come at `now` and that nobody has asked for since: tonight's, or those of a night through which no worker
 * ran. A job that fails is not asked for again before the next night.
 */
export function dueJobs(now: Instant, tenants: readonly ScheduledTenant[]): Job[] {
  return tenants.flatMap((tenant) => [
    ...(isDue(now, tenant, 'sweep', tenant.createdAt)
      ? [{ queue: 'sweep', tenantId: tenant.id } as const]
      : []),
    ...(isVerificationDue(now, tenant) ? [{ queue: 'verify', tenantId: tenant.id } as const] : []),
  ]);
}

function isVerificationDue(now: Instant, tenant: ScheduledTenant): boolean {
  const { lastVerifiedAt, lastEnqueuedAt, createdAt } = tenant;
  if (lastVerifiedAt === null && lastEnqueuedAt.verify === null) {
    return addSeconds(createdAt, FIRST_VERIFICATION_AFTER_S) <= now;
  }
  return isDue(now, tenant, 'verify', lastVerifiedAt ?? createdAt);
}

function isDue(now: Instant, tenant: ScheduledTenant, queue: NightlyQueue, lastDone: Instant): boolean {
  const due = lastTime(NIGHTLY[queue], tenant.timeZone, now);
  return lastDone < due && (tenant.lastEnqueuedAt[queue] ?? lastDone) < due;
}

/** The latest instant up to `now` at which clocks in `timeZone` showed `time`. */
function lastTime(time: string, timeZone: string, now: Instant): Instant {
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone);
  const today = at.withPlainTime(time);
  const latest =
    Temporal.ZonedDateTime.compare(today, at) <= 0 ? today : at.subtract({ days: 1 }).withPlainTime(time);
  return instantOf(latest.toInstant());
}
