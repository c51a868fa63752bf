import { PgBoss } from 'pg-boss';
import { afterAll, expect, test } from 'vitest';
import { JOB_SCHEMA } from '#db/jobs.ts';
import { testDatabase } from '#db/testing/database.ts';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { returnAbandonedJobs } from './abandoned-jobs.ts';

const { sql } = await testDatabase();
const boss = new PgBoss({
  connectionString: config().databaseUrl ?? '',
  schema: JOB_SCHEMA,
  migrate: false,
  supervise: false,
  schedule: false,
});
await boss.start();
afterAll(() => boss.stop({ graceful: false }));

test('a job that a killed worker had begun waits in its queue again, also beside a newer one for the same company', async () => {
  const tenantId = newId();
  const send = () => boss.send('match', { tenantId }, { singletonKey: tenantId });
  const states = async () =>
    (await sql`SELECT state FROM jobs.job WHERE name = 'match' ORDER BY created_on`).map(
      ({ state }) => state,
    );
  await send();
  expect(await boss.fetch('match')).toHaveLength(1);
  expect(await states()).toEqual(['active']);
  expect(await returnAbandonedJobs(boss)).toBe(1);
  expect(await states()).toEqual(['retry']);
  expect(await returnAbandonedJobs(boss)).toBe(0);
  await send();
  expect(await states()).toEqual(['retry', 'created']);
  // Killed again: the queue has one place for a second attempt, and it is taken.
  expect(await boss.fetch('match')).toHaveLength(1);
  expect(await states()).toEqual(['retry', 'active']);
  expect(await returnAbandonedJobs(boss)).toBe(1);
  expect(await states()).toEqual(['retry', 'completed']);
});

test('a job that the worker is at, or has only just fetched, stays with it', async () => {
  await boss.send('sweep', { tenantId: newId() });
  const [job] = await boss.fetch('sweep');
  expect(await returnAbandonedJobs(boss, new Set([job?.id ?? '']))).toBe(0);
  expect(await returnAbandonedJobs(boss, new Set(), 60)).toBe(0);
  expect(await returnAbandonedJobs(boss, new Set([newId()]))).toBe(1);
});
