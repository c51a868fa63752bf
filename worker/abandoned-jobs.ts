import type { PgBoss } from 'pg-boss';
import { database } from '#db/client.ts';
import { JOB_SCHEMA } from '#db/jobs.ts';

/**
 * Gives jobs that a killed worker left half done back to their queues, where they wait like any failed attempt. There is one
 * worker, so at its start nobody works on them; should a second one run after all, a job that runs twice does its work once.
 */
export async function returnAbandonedJobs(boss: PgBoss): Promise<number> {
  const active = await database().sql<{ name: string; ids: string[] }[]>`
    SELECT name, array_agg(id::text) AS ids FROM ${database().sql(JOB_SCHEMA)}.job WHERE state = 'active' GROUP BY name`;
  for (const { name, ids } of active) await boss.fail(name, ids, { reason: 'the worker ended' });
  return active.reduce((total, { ids }) => total + ids.length, 0);
}
