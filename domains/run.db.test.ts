import { describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { newId } from '#lib/ids.ts';
import { operatorScope } from './identity/machine-scopes.ts';
import { createWorkspace } from './identity/workspace/create-workspace.ts';
import { run } from './run.ts';

const { sql } = await testDatabase();

const halden = {
  name: 'Halden Instruments Group',
  defaultCurrency: 'EUR',
  timeZone: 'Europe/Berlin',
  entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
};

describe('run', () => {
  test('one command appends its events, projects them and leaves one audit row', async () => {
    const tenantId = newId();
    await run(operatorScope(tenantId), createWorkspace, halden);
    const events =
      await sql`SELECT position::int, type FROM event_store.events WHERE tenant_id = ${tenantId} ORDER BY 1`;
    expect(events.map((e) => [e.position, e.type])).toEqual([
      [1, 'WorkspaceCreated'],
      [2, 'EntityAdded'],
    ]);
    const [tenant] = await sql`SELECT name, time_zone, version FROM tenants WHERE id = ${tenantId}`;
    expect(tenant).toMatchObject({
      name: 'Halden Instruments Group',
      time_zone: 'Europe/Berlin',
      version: 1,
    });
    const audit =
      await sql`SELECT action, resource, first_position::int, last_position::int FROM audit_log WHERE tenant_id = ${tenantId}`;
    expect(audit.map((row) => ({ ...row }))).toEqual([
      { action: 'createWorkspace', resource: 'workspace', first_position: 1, last_position: 2 },
    ]);
  });

  test('an input that breaks a rule names the place and writes nothing', async () => {
    const tenantId = newId();
    await expect(
      run(operatorScope(tenantId), createWorkspace, { ...halden, timeZone: 'Mars/Olympus' }),
    ).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer: '/timeZone' }] });
    expect(await sql`SELECT 1 FROM event_store.events WHERE tenant_id = ${tenantId}`).toHaveLength(0);
  });

  test('what queues while a transaction runs keeps one gap-free order', async () => {
    const tenants = [newId(), newId()];
    await Promise.all(tenants.map((id) => run(operatorScope(id), createWorkspace, halden)));
    const again = tenants.flatMap((id) =>
      [1, 2, 3].map(() => run(operatorScope(id), createWorkspace, halden)),
    );
    const outcomes = await Promise.allSettled(again);
    expect(outcomes.every((o) => o.status === 'rejected' && o.reason.code === 'conflict')).toBe(true);
    for (const id of tenants) {
      const rows =
        await sql`SELECT position::int FROM event_store.events WHERE tenant_id = ${id} ORDER BY position`;
      expect(rows.map((row) => row.position)).toEqual([1, 2]);
    }
  });
});
