import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { driverOf } from '#db/client.ts';
import { destroyKey } from '#db/event-store/personal-data.ts';
import { readStreams } from '#db/event-store/read.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { systemClock } from '#lib/clock.ts';
import { type Id, newId } from '#lib/ids.ts';
import { type Commit, makeCommit } from './commit.ts';
import { operatorScope } from './identity/machine-scopes.ts';
import { createWorkspace } from './identity/workspace/create-workspace.ts';
import { rebuild } from './replay/rebuild.ts';
import { noteRate, personId, ratesLog } from './replay/testing/rates-log.ts';
import { verify } from './replay/verify.ts';
import { metadataOf, run } from './run.ts';

const { sql } = await testDatabase();
const log = ratesLog();
const commit = makeCommit(log);

/** A company whose log began with the rates' projector in place. */
async function workspace(): Promise<Scope> {
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
  return scope;
}

async function expectWhole(tenantId: Id): Promise<void> {
  expect((await verify(tenantId, log)).findings.first).toEqual([]);
}

const ratesOf = async (tenantId: Id) => {
  const rows = await sql`SELECT date - '2026-01-01'::date AS day, (rate * 100)::int AS cents, quote
    FROM exchange_rates WHERE tenant_id = ${tenantId} ORDER BY day`;
  return rows.map((row) => ({ ...row }));
};

/** Keeps the tenant's head locked until what is handed in is queued behind it, so that it forms one group. */
async function asOneGroup(scope: Scope, works: readonly Commit[], commitOf = commit) {
  const first = commitOf(noteRate(scope, { day: 9_999 }));
  return (await Promise.allSettled([first, ...works.map(commitOf)])).slice(1);
}

describe('commit', () => {
  test('of a group, what the database refuses takes only its own work with it', async () => {
    const scope = await workspace();
    const works = [1, 2, 0, 4, 0, 6, 7].map((cents, day) => noteRate(scope, { day, cents }));
    const outcomes = await asOneGroup(scope, works);
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      true,
    ]);
    expect(outcomes[2]).toMatchObject({
      reason: { code: 'conflict', details: { versionConflict: true, constraint: 'exchange_rates_rate' } },
    });
    expect((await ratesOf(scope.tenantId)).map((row) => row.cents)).toEqual([1, 2, 4, 6, 7, 110]);
    await expectWhole(scope.tenantId);
  });

  test('of a group, a stale version, an invalid event and a failing side effect stand alone as well', async () => {
    const scope = await workspace();
    const unknown: Commit = { ...noteRate(scope, { day: 3 }) };
    const invalid = {
      ...unknown,
      streams: unknown.streams.map((s) => ({ ...s, events: [{ type: 'RateNoted', data: {} }] })),
    };
    const failing = {
      ...noteRate(scope, { day: 4 }),
      also: async () => {
        throw new Error('the answer could not be stored');
      },
    };
    const outcomes = await asOneGroup(scope, [
      noteRate(scope, { day: 1 }),
      noteRate(scope, { day: 1 }),
      noteRate(scope, { day: 1, version: 1, cents: 120 }),
      invalid,
      failing,
      noteRate(scope, { day: 5 }),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'conflict', details: { expected: 0, actual: 1 } } });
    expect(outcomes[4]).toMatchObject({ reason: { message: 'the answer could not be stored' } });
    expect((await ratesOf(scope.tenantId)).map((row) => [row.day, row.cents])).toEqual([
      [1, 120],
      [5, 110],
      [9_999, 110],
    ]);
    await expectWhole(scope.tenantId);
  });

  test('a commit over several streams is all or nothing', async () => {
    const scope = await workspace();
    await commit(noteRate(scope, { day: 1 }));
    const both = noteRate(scope, { day: 0 });
    const streams = [...both.streams, ...noteRate(scope, { day: 1 }).streams];
    await expect(commit({ ...both, streams })).rejects.toMatchObject({ code: 'conflict' });
    expect((await ratesOf(scope.tenantId)).map((row) => row.day)).toEqual([1]);
  });

  test('several processes take turns at the head: hundreds of appends make one whole chain', async () => {
    const scopes = [await workspace(), await workspace()];
    const processes = [1, 2, 3, 4].map(() => makeCommit(log));
    const works = Array.from({ length: 400 }, (_, day) => {
      const scope = scopes[day % 2] as Scope;
      return processes[day % 4]?.(noteRate(scope, { day, by: day % 3 ? 'Ada' : 'Bo', cents: day % 50 || 1 }));
    });
    await Promise.all(works);
    for (const { tenantId } of scopes) {
      const [log] =
        await sql`SELECT count(*)::int AS n, max(position)::int AS last FROM event_store.events WHERE tenant_id = ${tenantId}`;
      expect(log).toEqual({ n: 201, last: 201 });
      await expectWhole(tenantId);
    }
  });

  test('connections that are cut take down what they carried, and nothing after it', async () => {
    const scope = await workspace();
    let cutting = true;
    const cuts = (async () => {
      while (cutting) {
        await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE usename = 'nexus_app' AND datname = current_database() AND state <> 'idle'`;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    let [done, cut] = [0, 0];
    for (let day = 0; day < 2_000 && cut < 10; day++) {
      await commit(noteRate(scope, { day })).then(
        () => done++,
        (error) => {
          expect(error).toMatchObject({ code: 'unavailable' });
          cut++;
        },
      );
    }
    cutting = false;
    await cuts;
    expect(Math.min(cut, done)).toBeGreaterThan(0);
    await vi.waitFor(() => commit(noteRate(scope, { day: 5_000 })));
    const { position, findings } = await verify(scope.tenantId, log);
    expect(findings.first).toEqual([]);
    expect(position).toBeGreaterThanOrEqual(1 + done + 1);
  });

  test('two first commits of one tenant at once: one wins, the other is a conflict', async () => {
    for (let round = 0; round < 10; round++) {
      const scope = operatorScope(newId());
      const input = { name: 'Halden', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin' };
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => run(scope, createWorkspace, input)));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('whatever is committed side by side, the order is gap-free and the projections are those of a replay', async () => {
    const works = fc.array(
      fc.record({
        day: fc.nat(5),
        cents: fc.integer({ min: -1, max: 9 }),
        version: fc.nat(2),
        process: fc.nat(1),
        by: fc.constantFrom('Ada', 'Bo'),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const processes = [makeCommit(log), makeCommit(log)];
    await fc.assert(
      fc.asyncProperty(works, fc.integer({ min: 1, max: 9 }), async (notes, batchSize) => {
        const scope = await workspace();
        const outcomes = await Promise.allSettled(
          notes.map((note) => processes[note.process]?.(noteRate(scope, note))),
        );
        const done = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
        }
        const result = await verify(scope.tenantId, { ...log, batchSize });
        expect(result.findings.first).toEqual([]);
        expect(result.position).toBe(1 + done);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  test('a person whose key was destroyed reads as erased, the chain stays whole, and a rebuild works', async () => {
    const scope = await workspace();
    const { tenantId } = scope;
    for (const [day, by] of ['Ada', 'Bo', 'Ada'].entries()) await commit(noteRate(scope, { day, by }));
    const stored =
      await sql`SELECT data FROM event_store.events WHERE tenant_id = ${tenantId} AND type = 'RateNoted' ORDER BY position`;
    expect(stored.map(({ data }) => JSON.parse(data).by)).toEqual(
      ['Ada', 'Bo', 'Ada'].map((by) => ({ $s: personId(by), $c: expect.any(String) })),
    );
    const namesOf = () =>
      withTenant(scope, async (tx) => {
        const streams = [0, 1, 2].flatMap((day) =>
          noteRate(scope, { day }).streams.map(({ stream }) => stream),
        );
        const events = await readStreams(driverOf(tx), log.catalogue, tenantId, streams);
        return events.map((event) => (event.data as { by: string }).by);
      });
    expect(await namesOf()).toEqual(['Ada', 'Bo', 'Ada']);

    await withTenant(scope, (tx) =>
      destroyKey(driverOf(tx), tenantId, personId('Ada'), '2026-11-21T08:00:00.000000Z'),
    );
    expect(await namesOf()).toEqual(['erased', 'Bo', 'erased']);
    const { findings } = await verify(tenantId, log);
    expect(findings.first.map((finding) => finding.kind)).toEqual(['row', 'row']);
    await rebuild(tenantId, { ...log });
    await expectWhole(tenantId);
    expect((await ratesOf(tenantId)).map((row) => row.quote)).toEqual(['ERA', 'BOX', 'ERA']);

    await commit(noteRate(scope, { day: 3, by: 'Ada' }));
    expect((await ratesOf(tenantId)).at(-1)?.quote).toBe('ERA');
    await expectWhole(tenantId);
  });
});
