import type { PgBoss } from 'pg-boss';
import { database } from '#db/client.ts';
import { JOB_SCHEMA } from '#db/jobs.ts';

/**
 * Gives jobs that nobody works on any more back to their queues, where they wait like any failed attempt: those of a killed worker at its
 * next start, and those whose end could not be written because the database was gone. There is one worker, which knows those that it has
 * `running`; one begun less than `after_s` ago may not have told it yet. Should a second worker run after all, a job that runs twice does
 * its work once.
 */
export async function returnAbandonedJobs(
  boss: PgBoss,
  running: ReadonlySet<string> = new Set(),
  after_s = 0,
): Promise<number> {
  const { sql } = database();
  const active = await sql<{ name: string; waits: boolean; ids: string[] }[]>`
    WITH abandoned AS (
      SELECT id, name, EXISTS (SELECT 1 FROM ${sql(JOB_SCHEMA)}.job AS same
                                WHERE same.name = job.name AND same.singleton_key = job.singleton_key
                                  AND same.state IN ('created', 'retry')) AS waits
        FROM ${sql(JOB_SCHEMA)}.job
       WHERE state = 'active' AND started_on <= now() - make_interval(secs => ${after_s}) AND id::text <> ALL(${[...running]}))
    SELECT name, waits, array_agg(id::text) AS ids FROM abandoned GROUP BY name, waits`;
  for (const { name, waits, ids } of active) {
    // Where the same waits already, there is no second place in the queue: that one does the work.
    if (waits) await boss.complete(name, ids);
    else await boss.fail(name, ids, { reason: 'nobody works on it any more' });
  }
  return active.reduce((total, { ids }) => total + ids.length, 0);
}
