import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { verify } from '#domains/replay/verify.ts';
import { run } from '#domains/run.ts';
import { addSeconds, systemClock } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { enqueueDueJobs } from './schedule.ts';

const { sql } = await testDatabase();

const DAY_S = 86_400;

/** A zone where it is about noon, so that no nightly hour passes during a test. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead < 0 ? `+${-ahead}` : `-${ahead}`}`;
}

async function company() {
  const tenantId = newId();
  const input = { name: 'Halden', defaultCurrency: 'EUR', timeZone: noonZone(), entities: [] };
  await run(operatorScope(tenantId), createWorkspace, input);
  return tenantId;
}

const jobs = async (tenantId: string) =>
  (await sql`SELECT name FROM jobs.job WHERE singleton_key = ${tenantId} ORDER BY name`).map(
    ({ name }) => name,
  );

test('each company’s nightly jobs are enqueued once, however often the schedule is looked at', async () => {
  const [one, other] = [await company(), await company()];
  const soon = addSeconds(systemClock(), 301);
  await Promise.all([enqueueDueJobs(soon), enqueueDueJobs(soon)]);
  await enqueueDueJobs(soon);
  for (const tenantId of [one, other]) expect(await jobs(tenantId)).toContain('verify');
  await enqueueDueJobs(addSeconds(soon, DAY_S));
  await enqueueDueJobs(addSeconds(soon, DAY_S));
  // The verification of the first day still waits, so the second day's is the same job.
  for (const tenantId of [one, other]) expect(await jobs(tenantId)).toEqual(['sweep', 'verify']);
});

test('a record that was just verified is left in peace', async () => {
  const tenantId = await company();
  await verify(tenantId);
  await enqueueDueJobs(addSeconds(systemClock(), 301));
  expect(await jobs(tenantId)).not.toContain('verify');
});
