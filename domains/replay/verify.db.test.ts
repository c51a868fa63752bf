import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransactionSql } from 'postgres';
import { beforeEach, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { testDatabase } from '#db/testing/database.ts';
import { config } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { uploadStatement } from '../erp/statements/upload-statement.ts';
import { operatorScope } from '../identity/machine-scopes.ts';
import { createWorkspace } from '../identity/workspace/create-workspace.ts';
import { run } from '../run.ts';
import { describeFinding } from './findings.ts';
import { verify } from './verify.ts';

const { sql } = await testDatabase();

const halden = {
  name: 'Halden Instruments Group',
  defaultCurrency: 'EUR',
  timeZone: 'Europe/Berlin',
  entities: ['DE01', 'US01', 'JP01'].map((code) => ({ code, name: `Halden ${code}`, baseCurrency: 'EUR' })),
};

let tenant: Id;

beforeEach(async () => {
  tenant = newId();
  await run(operatorScope(tenant), createWorkspace, halden);
});

/** What somebody with the superuser's password can do: no trigger and no policy is in the way. */
async function tamper(change: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    await change(tx);
  });
}

async function sentences(): Promise<string[]> {
  const { findings, clean } = await verify(tenant);
  expect(clean).toBe(findings.count === 0);
  return findings.first.map(describeFinding);
}

describe('verify', () => {
  test('a record that nobody touched is clean, and its head is noted down', async () => {
    const result = await verify(tenant);
    expect(result.findings).toEqual({ count: 0, first: [] });
    const [head] =
      await sql`SELECT position::int, encode(hash, 'hex') AS hash FROM event_store.heads WHERE tenant_id = ${tenant}`;
    expect({ position: result.position, hash: result.hash }).toEqual({ ...head });
    const stored = await sql`SELECT clean, position::int FROM verifications WHERE tenant_id = ${tenant}`;
    expect(stored.map((row) => ({ ...row }))).toEqual([{ clean: true, position: 4 }]);
    expect(await sql`SELECT 1 FROM pg_namespace WHERE nspname LIKE 'replay%'`).toHaveLength(0);
  });

  test.each([
    ['data', `data = replace(data, 'Halden US01', 'Halden US02')`],
    ['metadata', `metadata = replace(metadata, 'operator', 'operat0r')`],
    ['the time it was recorded', `recorded_at = recorded_at + interval '1 microsecond'`],
    ['the time it happened', `occurred_at = occurred_at - interval '1 day'`],
    ['its type', `type = 'WorkspaceChanged'`],
    ['its stream', `stream_id = gen_random_uuid()`],
    ['its version', `stream_version = 2`],
    ['its schema version', `schema_version = 0`],
    ['its hash', `hash = sha256('other')`],
    ['the spaces in its text', `data = replace(data, '":', '": ')`],
  ])('a changed event is found: %s', async (_, assignment) => {
    await tamper((tx) =>
      tx.unsafe(`UPDATE event_store.events SET ${assignment} WHERE tenant_id = $1 AND position = 3`, [
        tenant,
      ]),
    );
    expect(await sentences()).toContainEqual(expect.stringMatching(/^Position 3: the event is not the one/));
  });

  test('two events that changed places are found', async () => {
    await tamper(async (tx) => {
      for (const [from, to] of [
        [3, 99],
        [4, 3],
        [99, 4],
      ] as const) {
        await tx`UPDATE event_store.events SET position = ${to} WHERE tenant_id = ${tenant} AND position = ${from}`;
      }
    });
    expect(await sentences()).toEqual([
      'Position 3: the event is not the one that was hashed.',
      'Position 4: the event is not the one that was hashed.',
      'Head: its hash is not the hash of the last event.',
    ]);
  });

  test('an event that was taken out of the middle is found', async () => {
    await tamper((tx) => tx`DELETE FROM event_store.events WHERE tenant_id = ${tenant} AND position = 2`);
    expect(await sentences()).toContain('Position 3: the event before it is missing (the last was 1).');
  });

  test('the last event deleted, with the head left as it is', async () => {
    await tamper((tx) => tx`DELETE FROM event_store.events WHERE tenant_id = ${tenant} AND position = 4`);
    expect(await sentences()).toContain('Head: it stands at position 4, the last event at 3.');
  });

  test('all events deleted', async () => {
    await tamper((tx) => tx`DELETE FROM event_store.events WHERE tenant_id = ${tenant}`);
    expect(await sentences()).toContain('Head: it stands at position 4, the last event at 0.');
  });

  test.each([
    [`hash = sha256('other')`, 'Head: its hash is not the hash of the last event.'],
    ['position = 9', 'Head: it stands at position 9, the last event at 4.'],
    [`recorded_at = now() - interval '1 day'`, 'Head: its time is not that of the last event.'],
  ])('a changed head is found: %s', async (assignment, sentence) => {
    await tamper((tx) =>
      tx.unsafe(`UPDATE event_store.heads SET ${assignment} WHERE tenant_id = $1`, [tenant]),
    );
    expect(await sentences()).toContain(sentence);
  });

  test('a deleted head is found', async () => {
    await tamper((tx) => tx`DELETE FROM event_store.heads WHERE tenant_id = ${tenant}`);
    expect(await sentences()).toContain('Head: the head row is missing.');
  });

  test('a log whose end was cut off with head and projections is found by the head that was noted', async () => {
    const { position, hash } = await verify(tenant);
    await tamper(async (tx) => {
      const [cut] =
        await tx`DELETE FROM event_store.events WHERE tenant_id = ${tenant} AND position = 4 RETURNING stream_id`;
      await tx`DELETE FROM entities WHERE tenant_id = ${tenant} AND id = ${cut?.stream_id}`;
      await tx`UPDATE event_store.heads h SET position = 3, hash = e.hash, recorded_at = e.recorded_at
                 FROM event_store.events e WHERE e.tenant_id = h.tenant_id AND e.position = 3 AND h.tenant_id = ${tenant}`;
      await tx`UPDATE audit_log SET last_position = 3 WHERE tenant_id = ${tenant}`;
      await tx`UPDATE projection_versions SET last_position = 3 WHERE tenant_id = ${tenant}`;
      await tx`DELETE FROM verifications WHERE tenant_id = ${tenant}`;
    });
    expect(await sentences()).toEqual([]);
    const again = await verify(tenant, { noted: [{ position, hash }] });
    expect(again.findings.first.map(describeFinding)).toEqual([
      'Head: the log once reached position 4, and ends at 3.',
    ]);
  });

  test('a changed cell of a projection is named by table, row, column and both values', async () => {
    const [entity] = await sql`SELECT id FROM entities WHERE tenant_id = ${tenant} AND code = 'US01'`;
    await tamper((tx) => tx`UPDATE entities SET name = 'Halden Offshore' WHERE id = ${entity?.id}`);
    expect((await verify(tenant)).findings).toEqual({
      count: 1,
      first: [
        {
          kind: 'row',
          table: 'entities',
          key: entity?.id,
          column: 'name',
          live: 'Halden Offshore',
          replayed: 'Halden US01',
          position: 3,
        },
      ],
    });
    const [stored] =
      await sql`SELECT findings FROM verifications WHERE tenant_id = ${tenant} ORDER BY id DESC`;
    expect(stored?.findings.first).toMatchObject([{ column: 'name', live: null, replayed: null }]);
  });

  test('a row too many and a row too few are found, the tenant itself included', async () => {
    await tamper(async (tx) => {
      await tx`INSERT INTO entities SELECT (e).* FROM (SELECT jsonb_populate_record(e, '{"code": "XX99"}'::jsonb
                 || jsonb_build_object('id', gen_random_uuid())) AS e FROM entities e WHERE tenant_id = ${tenant} LIMIT 1) x`;
      await tx`DELETE FROM users WHERE tenant_id = ${tenant}`;
      await tx`UPDATE tenants SET time_zone = 'Asia/Tokyo' WHERE id = ${tenant}`;
    });
    expect((await sentences()).sort()).toEqual([
      expect.stringMatching(/^Table entities, row .*: no event made this row.$/),
      expect.stringMatching(
        /^Table tenants, row .*, column time_zone: “Asia\/Tokyo” is stored, the record says “Europe\/Berlin”/,
      ),
      expect.stringMatching(/^Table users, row .*: the row is missing/),
    ]);
  });

  test('more findings than a report lists are counted', async () => {
    await tamper(
      (
        tx,
      ) => tx`INSERT INTO exchange_rates SELECT ${tenant}, gen_random_uuid(), '2026-01-01'::date + n, 'EUR', 'USD', 1, 'entered', now(), now()
                   FROM generate_series(1, 250) AS n`,
    );
    const { findings } = await verify(tenant);
    expect(findings.count).toBe(250);
    expect(findings.first).toHaveLength(100);
  });

  test('a changed body of an inbound message is found', async () => {
    const body = Buffer.from('{"invoiceNumber":"4711"}');
    const sha256 = createHash('sha256').update(body).digest('hex');
    const id = newId();
    await sql`INSERT INTO inbound_messages VALUES (${tenant}, ${id}, ${newId()}, 'm1', ${sha256}, ${body}, 200, '', now())`;
    expect(await sentences()).toEqual([]);
    await tamper((tx) => tx`UPDATE inbound_messages SET body = '{"invoiceNumber":"4712"}' WHERE id = ${id}`);
    expect(await sentences()).toEqual([`Inbound message ${id}: its body is not the one that was received.`]);
  });

  test('a stored file with another byte in it, and one that is gone, are found', async () => {
    const files = [];
    for (const text of ['opening 10 200.00', 'closing 13 400.00']) {
      const stored = await storeFile(tenant, Buffer.from(text));
      await run(operatorScope(tenant), uploadStatement, { filename: 'a.sta', ...stored });
      files.push(stored);
    }
    expect(await sentences()).toEqual([]);
    const paths = files.map(({ storagePath }) => join(config().files, storagePath));
    writeFileSync(paths[0] ?? '', 'opening 10 200.01');
    rmSync(paths[1] ?? '');
    expect((await sentences()).sort()).toEqual(
      [
        `File ${files[0]?.storagePath} holds other bytes than those it is named by.`,
        `File ${files[1]?.storagePath} is missing.`,
      ].sort(),
    );
  });

  test('a checkpoint that was turned back is found', async () => {
    await tamper(
      (tx) =>
        tx`UPDATE projection_versions SET last_position = 2 WHERE tenant_id = ${tenant} AND projector = 'audit'`,
    );
    expect(await sentences()).toEqual(['Projector audit: it stands at position 2.']);
  });

  test.each([1, 2, 3])(
    'where one batch of the replay ends makes no difference: %i events',
    async (batchSize) => {
      expect((await verify(tenant, { batchSize })).findings.first).toEqual([]);
    },
  );
});
