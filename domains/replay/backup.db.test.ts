import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '#db/client.ts';
import { checkFile, storeFile } from '#db/files.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { operatorScope } from '../identity/machine-scopes.ts';
import { createWorkspace } from '../identity/workspace/create-workspace.ts';
import { run } from '../run.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'nexus-backup-'));
const source = await testDatabase();
const sourceEnvironment = { ...process.env };
const target = await testDatabase();
const targetEnvironment = { ...process.env, NEXUS_MASTER_KEY: sourceEnvironment.NEXUS_MASTER_KEY };

async function use(environment: NodeJS.ProcessEnv): Promise<void> {
  await closeDatabase();
  Object.assign(process.env, environment);
  forgetConfig();
}

const tenants: Id[] = [newId(), newId()].sort();
let sha256: string;
const line = 'two lines\u2028in one, a quote " and a backslash \\ and {braces,NULL}';

beforeAll(async () => {
  await use({ ...sourceEnvironment, NEXUS_FILES: join(folder, 'source-files') });
  for (const tenantId of tenants) {
    await run(operatorScope(tenantId), createWorkspace, {
      name: line,
      defaultCurrency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
    ({ sha256 } = await storeFile(tenantId, Buffer.from('the same bytes for both')));
  }
  await source.sql`INSERT INTO inbound_messages VALUES (${tenants[0] ?? ''}, ${newId()}, ${newId()}, ${line},
    ${'0'.repeat(64)}, NULL, 200, ${line}, '2026-11-20T08:00:00.000001Z')`;
  await source.sql`INSERT INTO subject_keys VALUES (${tenants[1] ?? ''}, ${newId()}, ${Buffer.from([0, 255, 92, 10])}, now(), NULL)`;
});

afterAll(() => rmSync(folder, { recursive: true }));

const contentOf = async ({ sql }: typeof source, table: string) =>
  (await sql.unsafe(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)).map(({ row }) => row);

test('a backup restored into an empty database is the same record, and verifies clean', async () => {
  const made = await backup(join(folder, 'one'));
  expect(made.manifest.tenants.map(({ tenantId }) => tenantId)).toEqual(tenants);
  expect(made.damaged).toEqual([]);
  expect(readFileSync(join(folder, 'one/manifest.json'), 'utf8')).not.toContain(
    sourceEnvironment.NEXUS_MASTER_KEY,
  );

  await use({ ...targetEnvironment, NEXUS_FILES: join(folder, 'target-files') });
  const verifications = await restore(join(folder, 'one'));
  expect(
    verifications.map(({ tenantId, clean, position, hash }) => ({ tenantId, clean, position, hash })),
  ).toEqual(made.manifest.tenants.map((head) => ({ ...head, clean: true })));
  for (const table of [
    'event_store.events',
    'event_store.heads',
    'tenants',
    'users',
    'inbound_messages',
    'subject_keys',
    'audit_log',
  ]) {
    expect([table, await contentOf(target, table)]).toEqual([table, await contentOf(source, table)]);
  }
  for (const tenantId of tenants) expect(await checkFile(tenantId, sha256)).toBe('whole');

  await expect(restore(join(folder, 'one'))).rejects.toThrow(/not empty/);
  await run(operatorScope(tenants[0] ?? ''), createWorkspace, {
    name: 'again',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
  }).catch(() => {});
  expect((await verify(tenants[0] ?? '')).clean).toBe(true);
});

test('what cannot be restored is refused before anything is written', async () => {
  await use({ ...sourceEnvironment, NEXUS_FILES: join(folder, 'source-files') });
  const { manifest } = await backup(join(folder, 'two'));
  await expect(backup(join(folder, 'two'))).rejects.toThrow(/not empty/);
  await use({ ...sourceEnvironment, NEXUS_MASTER_KEY: Buffer.alloc(32, 9).toString('base64') });
  await expect(restore(join(folder, 'two'))).rejects.toThrow(/another master key/);
  await use(sourceEnvironment);
  const events = join(folder, 'two/rows', manifest.tenants[0]?.tenantId ?? '', 'event_store.events.jsonl');
  writeFileSync(events, readFileSync(events, 'utf8').replace('WorkspaceCreated', 'WorkspaceCrated'));
  await expect(restore(join(folder, 'two'))).rejects.toThrow(/backup was changed/);
  rmSync(events);
  await expect(restore(join(folder, 'two'))).rejects.toThrow(/not whole/);
  await expect(restore(join(folder, 'none'))).rejects.toMatchObject({ code: 'invalid' });
  writeFileSync(join(folder, 'two/manifest.json'), '{"cut off');
  await expect(restore(join(folder, 'two'))).rejects.toMatchObject({ code: 'invalid' });
});
