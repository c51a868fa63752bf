import { afterAll, expect, test, vi } from 'vitest';
import { enqueue } from '#db/jobs.ts';
import { withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { takeJobs } from './jobs.ts';

const { sql } = await testDatabase();
let jobs: Awaited<ReturnType<typeof takeJobs>> | undefined;
afterAll(() => jobs?.stop(1_000));

test('what pg-boss noted as running when the worker was killed is not passed over for minutes', async () => {
  const scope = operatorScope(newId());
  const { tenantId } = scope;
  const input = { name: 'Halden', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', entities: [] };
  await run(scope, createWorkspace, input);
  await sql`UPDATE jobs.queue SET singletons_active = ${[tenantId]}, monitor_on = now(), monitor_claim_on = now() WHERE name = 'sweep'`;
  await withTenant(scope, (tx) => enqueue(tx, [{ queue: 'sweep', tenantId }]));
  jobs = await takeJobs(config().databaseUrl ?? '');
  await vi.waitFor(
    async () => {
      const [job] =
        await sql`SELECT state FROM jobs.job WHERE name = 'sweep' AND singleton_key = ${tenantId}`;
      expect(job?.state).toBe('completed');
    },
    { timeout: 25_000, interval: 250 },
  );
}, 40_000);
