import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run } from '#domains/run.ts';
import { newId } from '#lib/ids.ts';
import { run as backup } from './backup.ts';
import { run as rebuild } from './rebuild.ts';
import { run as restore } from './restore.ts';
import { run as verify } from './verify.ts';

const { sql } = await testDatabase();
const tenant = newId();
const said = vi.spyOn(console, 'log').mockImplementation(() => {});
afterEach(() => said.mockClear());
const lines = () => said.mock.calls.map(([line]) => String(line)).join('\n');

beforeAll(async () => {
  await run(operatorScope(tenant), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
  });
});

test('nexus verify prints the head to note down, and proves it later', async () => {
  expect(await verify([])).toBe(0);
  const [, position, hash] = /position +(\d+)\n +head hash +([0-9a-f]{64})/.exec(lines()) ?? [];
  expect(lines()).toContain(`Workspace ${tenant}: clean`);
  expect(await verify(['--tenant', tenant, '--noted', `${position}:${hash}`])).toBe(0);
  expect(await verify(['--tenant', tenant, '--noted', `${position}:${'0'.repeat(64)}`])).toBe(1);
  expect(lines()).toContain('the log was rewritten');
  await expect(verify(['--noted', '1:abc'])).rejects.toMatchObject({ code: 'invalid' });
});

test('nexus verify ends with 1 and says what differs; nexus rebuild puts it right', async () => {
  await sql`UPDATE tenants SET name = 'Somebody else' WHERE id = ${tenant}`;
  expect(await verify(['--json'])).toBe(1);
  expect(JSON.parse(lines()).verifications).toMatchObject([
    { tenantId: tenant, clean: false, findings: { count: 1 } },
  ]);
  said.mockClear();
  expect(await rebuild(['--projector', 'workspace'])).toBe(0);
  expect(lines()).toContain(`Workspace ${tenant}: rebuilt up to position 1, 2 rows taken out or put in.`);
  expect(await verify([])).toBe(0);
  await expect(rebuild(['--projector', 'nothing'])).rejects.toMatchObject({ code: 'notFound' });
});

test('verify finds a company whose row in the list of companies was deleted', async () => {
  await sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    await tx`DELETE FROM tenants WHERE id = ${tenant}`;
  });
  expect(await verify([])).toBe(1);
  expect(lines()).toContain(`Table tenants, row ${tenant}: the row is missing`);
  expect(await rebuild([])).toBe(0);
  expect(await verify([])).toBe(0);
});

test('nexus backup says what it does not contain; nexus restore refuses a database that is in use', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-backup-'));
  expect(await backup([folder])).toBe(0);
  expect(lines()).toContain('The master key is not among them');
  await expect(restore([folder])).rejects.toThrow(/not empty/);
  await expect(backup([])).rejects.toMatchObject({ code: 'invalid' });
  rmSync(folder, { recursive: true });
});
