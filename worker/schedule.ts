import { database } from '#db/client.ts';
import { enqueue, JOB_SCHEMA } from '#db/jobs.ts';
import { instantFromDatabase } from '#db/schema/columns.ts';
import { withTenant } from '#db/tenancy.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import { lastVerification } from '#domains/replay/queries.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { dueJobs, type NightlyQueue, type ScheduledTenant } from './due-jobs.ts';

const EVERY_ms = 60_000;

/** Looks every minute, and once at the beginning, which jobs are due, and enqueues them. */
export function beginSchedule(report: (error: Error) => void): { stop(): void } {
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    await enqueueDueJobs(systemClock()).catch(report);
    looking = false;
  };
  void look();
  const timer = setInterval(() => void look(), EVERY_ms);
  return { stop: () => clearInterval(timer) };
}

/** Enqueues what is due at `now` in every company. Two workers that look at once make one job: the queues coalesce. */
export async function enqueueDueJobs(now: Instant): Promise<void> {
  for (const job of dueJobs(now, await scheduledTenants())) {
    await withTenant(systemScope(job.tenantId, 'schedule'), (tx) => enqueue(tx, [job]));
  }
}

type Enqueued = { queue: NightlyQueue; tenantId: Id; at: string };

async function scheduledTenants(): Promise<ScheduledTenant[]> {
  const { sql } = database();
  const tenants = await sql<{ id: Id; timeZone: string; createdAt: string }[]>`
    SELECT id, time_zone AS "timeZone", created_at::text AS "createdAt" FROM tenants ORDER BY created_at, id`;
  // Finished jobs stay in their table for days: that is the memory of when each was last asked for.
  const enqueued = await sql<Enqueued[]>`
    SELECT name AS queue, singleton_key AS "tenantId", max(created_on)::text AS at
      FROM ${sql(JOB_SCHEMA)}.job WHERE name IN ('sweep', 'verify') GROUP BY 1, 2`;
  const lastEnqueued = new Map(
    enqueued.map(({ queue, tenantId, at }) => [`${queue}/${tenantId}`, instantFromDatabase(at)]),
  );
  const scheduled: ScheduledTenant[] = [];
  for (const { id, timeZone, createdAt } of tenants) {
    const verification = await withTenant(systemScope(id, 'schedule'), (tx) => lastVerification(tx));
    scheduled.push({
      id,
      timeZone,
      createdAt: instantFromDatabase(createdAt),
      lastVerifiedAt: verification?.verifiedAt ?? null,
      lastEnqueuedAt: {
        sweep: lastEnqueued.get(`sweep/${id}`) ?? null,
        verify: lastEnqueued.get(`verify/${id}`) ?? null,
      },
    });
  }
  return scheduled;
}
