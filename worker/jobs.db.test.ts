import { afterAll, expect, test, vi } from 'vitest';
import { enqueue, type Job } from '#db/jobs.ts';
import { withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { lastVerification } from '#domains/replay/queries.ts';
import { run } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { exposition } from '#lib/metrics.ts';
import { takeJobs } from './jobs.ts';

const { sql } = await testDatabase();
const jobs = await takeJobs(config().databaseUrl ?? '');
afterAll(() => jobs.stop(1_000));

async function company() {
  const scope = operatorScope(newId());
  const input = { name: 'Halden', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', entities: [] };
  await run(scope, createWorkspace, input);
  return scope;
}

const send = (job: Job) => withTenant(operatorScope(job.tenantId), (tx) => enqueue(tx, [job]));
const patience = { timeout: 15_000, interval: 100 };

test('a verification is done, kept and counted', async () => {
  const scope = await company();
  await send({ queue: 'verify', tenantId: scope.tenantId });
  await vi.waitFor(async () => {
    expect(await withTenant(scope, (tx) => lastVerification(tx))).toMatchObject({ clean: true, position: 1 });
    const { text } = await exposition();
    expect(text).toContain('nexus_verifications_total{outcome="clean"} 1');
    expect(text).toContain('nexus_jobs_total{queue="verify",outcome="done"} 1');
  }, patience);
});

test('a job that fails is tried again, and its table keeps no more of the error than the log', async () => {
  const { tenantId } = await company();
  await sql`ALTER TABLE rate_limits RENAME TO gone`;
  try {
    await send({ queue: 'sweep', tenantId });
    const row = await vi.waitFor(async () => {
      const [job] =
        await sql`SELECT state, output FROM jobs.job WHERE name = 'sweep' AND singleton_key = ${tenantId}`;
      expect(job?.output).toBeTruthy();
      return job;
    }, patience);
    expect(row?.state).toBe('retry');
    expect(row?.output.message).toBe('relation "rate_limits" does not exist');
    expect(Object.keys(row?.output)).not.toContain('query');
  } finally {
    await sql`ALTER TABLE gone RENAME TO rate_limits`;
  }
  await vi.waitFor(async () => {
    const [job] = await sql`SELECT state FROM jobs.job WHERE name = 'sweep' AND singleton_key = ${tenantId}`;
    expect(job?.state).toBe('completed');
  }, patience);
});
