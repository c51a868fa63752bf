import { describe, expect, test } from 'vitest';
import type { Projector } from '#db/event-store/projector.ts';
import type { Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { systemClock } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { makeCommit } from '../commit.ts';
import { operatorScope } from '../identity/machine-scopes.ts';
import { createWorkspace } from '../identity/workspace/create-workspace.ts';
import { metadataOf } from '../run.ts';
import { rebuild, rebuildChanged } from './rebuild.ts';
import { noteRate, ratesLog, ratesProjector } from './testing/rates-log.ts';
import { verify } from './verify.ts';

const { sql } = await testDatabase();
const log = ratesLog();
const commit = makeCommit(log);

async function workspace(days: number): Promise<Scope> {
  const scope = operatorScope(newId());
  const input = createWorkspace.input.parse({
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
  });
  const plan = await createWorkspace.handle({
    scope,
    tx: undefined as never,
    input,
    now: systemClock(),
    newId,
  });
  const metadata = metadataOf(scope, createWorkspace.type);
  await commit({ scope, streams: plan.streams ?? [], metadata, jobs: [], also: null });
  await Promise.all(
    Array.from({ length: days }, (_, day) => commit(noteRate(scope, { day, cents: day + 1 }))),
  );
  return scope;
}

const centsOf = async ({ tenantId }: Scope) =>
  (
    await sql`SELECT (rate * 100)::int AS cents FROM exchange_rates WHERE tenant_id = ${tenantId} ORDER BY date`
  ).map((row) => row.cents);

describe('rebuild', () => {
  test('puts back what somebody changed, and touches no other row', async () => {
    const scope = await workspace(5);
    const { tenantId } = scope;
    const rowsBefore =
      await sql`SELECT id, xmin::text FROM exchange_rates WHERE tenant_id = ${tenantId} ORDER BY date`;
    await sql.begin(async (tx) => {
      await tx`SET LOCAL session_replication_role = replica`;
      await tx`UPDATE exchange_rates SET rate = 99 WHERE tenant_id = ${tenantId} AND rate = 0.02`;
      await tx`DELETE FROM exchange_rates WHERE tenant_id = ${tenantId} AND rate = 0.04`;
      await tx`DELETE FROM users WHERE tenant_id = ${tenantId}`;
      await tx`UPDATE tenants SET name = 'Somebody else' WHERE id = ${tenantId}`;
      await tx`INSERT INTO exchange_rates VALUES (${tenantId}, ${newId()}, '2025-01-01', 'EUR', 'USD', 1, 'entered', now(), now())`;
    });
    expect(await rebuild(tenantId, log)).toEqual({ position: 6, changedRows: 7 });
    expect((await verify(tenantId, log)).findings.first).toEqual([]);
    const rowsAfter =
      await sql`SELECT id, xmin::text FROM exchange_rates WHERE tenant_id = ${tenantId} ORDER BY date`;
    expect(rowsAfter.filter((row, index) => row.xmin === rowsBefore[index]?.xmin)).toHaveLength(3);
    expect(await rebuild(tenantId, log)).toEqual({ position: 6, changedRows: 0 });
  });

  test('of one projector replaces the tables that it writes, and leaves the others', async () => {
    const scope = await workspace(2);
    const { tenantId } = scope;
    await sql`UPDATE exchange_rates SET rate = 99 WHERE tenant_id = ${tenantId}`;
    await sql`UPDATE tenants SET name = 'Somebody else' WHERE id = ${tenantId}`;
    expect(await rebuild(tenantId, { ...log, projector: 'rates' })).toMatchObject({ changedRows: 4 });
    expect((await verify(tenantId, log)).findings.first).toMatchObject([
      { table: 'tenants', column: 'name' },
    ]);
    await expect(rebuild(tenantId, { ...log, projector: 'other' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('while others write: nothing is lost, nothing stands twice', async () => {
    const scope = await workspace(50);
    let writing = true;
    const rebuilding = (async () => {
      for (let round = 0; round < 3; round++) {
        await sql`UPDATE exchange_rates SET rate = rate + 1 WHERE tenant_id = ${scope.tenantId} AND rate < 0.2`;
        await rebuild(scope.tenantId, log);
      }
      writing = false;
    })();
    let day = 50;
    while (writing)
      await Promise.all([1, 2, 3].map(() => commit(noteRate(scope, { day: day++, cents: day }))));
    await rebuilding;
    expect((await verify(scope.tenantId, log)).findings.first).toEqual([]);
    expect(await centsOf(scope)).toEqual(Array.from({ length: day }, (_, n) => n + 1));
  });

  test('two rebuilds of one tenant take turns, and what a killed one left is cleared away', async () => {
    const { tenantId } = await workspace(3);
    const schema = `replay_${tenantId.replaceAll('-', '')}_dead`;
    await sql.unsafe(`CREATE SCHEMA ${schema} AUTHORIZATION nexus_replay`);
    await Promise.all([rebuild(tenantId, log), rebuild(tenantId, log)]);
    const [left] = await sql`SELECT count(*)::int AS schemas FROM pg_namespace WHERE nspname LIKE 'replay%'`;
    expect(left?.schemas).toBe(0);
  });
});

describe('an upgrade', () => {
  test('whose projector changed its code rebuilds every tenant whose rows the old code made', async () => {
    const [old, other] = [await workspace(3), await workspace(1)];
    expect(await rebuildChanged(log)).toEqual({ rebuilt: expect.any(Number) });
    expect(await rebuildChanged(log)).toEqual({ rebuilt: 0 });
    const newer = ratesLog(ratesProjector(2, 10));
    const before = (await verify(old.tenantId, newer)).findings.first;
    expect(before.map((finding) => finding.kind)).toEqual(['row', 'row', 'row', 'checkpoint']);
    expect((await rebuildChanged(newer)).rebuilt).toBeGreaterThanOrEqual(2);
    for (const { tenantId } of [old, other]) {
      expect((await verify(tenantId, newer)).findings.first).toEqual([]);
    }
    expect(await centsOf(old)).toEqual([10, 20, 30]);
    expect(await rebuildChanged(newer)).toEqual({ rebuilt: 0 });
    await rebuildChanged(log);
  });

  test('that brings a new projector builds its rows, even if others committed before', async () => {
    const scope = await workspace(2);
    const counting: Projector = {
      name: 'counting',
      codeVersion: 1,
      async project(tx, events) {
        for (const event of events.filter(({ type }) => type === 'RateNoted')) {
          await tx.execute(
            `UPDATE exchange_rates SET quote = 'EX' || chr(64 + ${event.streamVersion}) WHERE tenant_id = '${event.tenantId}' AND id = '${event.stream.id}'`,
          );
        }
      },
    };
    const newer = { ...log, projectors: [...log.projectors, counting] };
    await makeCommit(newer)(noteRate(scope, { day: 2 }));
    expect((await verify(scope.tenantId, newer)).findings.first).toMatchObject([
      { kind: 'row', column: 'quote' },
      { kind: 'row', column: 'quote' },
      { kind: 'checkpoint', projector: 'counting' },
    ]);
    expect((await rebuildChanged(newer)).rebuilt).toBeGreaterThanOrEqual(1);
    expect((await verify(scope.tenantId, newer)).findings.first).toEqual([]);
  });
});
