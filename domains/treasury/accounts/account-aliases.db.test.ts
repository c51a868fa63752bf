import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { importFile } from '../../erp/statements/import-file.ts';
import { fileStatus } from '../../erp/statements/queries.ts';
import { uploadStatement } from '../../erp/statements/upload-statement.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { addAccountAlias, removeAccountAlias } from './account-aliases.ts';
import { openBankAccount } from './open-bank-account.ts';
import { accountDetail } from './queries.ts';

await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const ids: Record<string, string> = {};

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [
      { code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' },
      { code: 'US01', name: 'Halden Inc.', baseCurrency: 'USD' },
    ],
  });
  for (const [shortName, account, currency] of [
    ['Main', 'DE89370400440532013000', 'EUR'],
    ['Tax', 'DE02120300000000202051', 'EUR'],
    ['Dollars', 'DE89370400440532013000', 'USD'],
  ] as const) {
    const input = { entityId: 'DE01', account, currency, shortName };
    ids[shortName] = (await run(scope, openBankAccount, input)).bankAccountId;
  }
});

const aliasesOf = async (name: string) =>
  (await withTenant(scope, (tx) => accountDetail(tx, ids[name] ?? ''))).aliases;
const add = (name: string, alias: string, who: Scope = scope) =>
  run(who, addAccountAlias, { bankAccountId: ids[name] ?? '', alias });

async function upload(account: string, day: string) {
  const text = [':20:A', `:25:${account}`, ':28C:1/1', `:60F:C${day}EUR1,00`, `:62F:C${day}EUR1,00`, '-', ''];
  const stored = await storeFile(tenantId, Buffer.from(text.join('\r\n')));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.sta', ...stored });
  return statementFileId;
}
const parse = async (id: string) => {
  await importFile(scope, id, new AbortController().signal);
  return (await withTenant(scope, (tx) => fileStatus(tx, id))).status;
};

test('a file that writes the account in another way is read again once that is said, and the next at once', async () => {
  const first = await upload('SPECIAL-4711', '260302');
  expect(await parse(first)).toBe('waiting');
  await add('Main', ' special 4711');
  expect(await aliasesOf('Main')).toEqual(['SPECIAL4711']);
  expect(await parse(first)).toBe('imported');
  expect(await parse(await upload('SPECIAL4711', '260303'))).toBe('imported');
});

test('what means one account already, or another of its currency, is refused', async () => {
  const refused = (message: string) => ({ code: 'invalid', message: expect.stringContaining(message) });
  await expect(add('Main', 'SPECIAL4711')).rejects.toMatchObject(refused('mean this account already'));
  await expect(add('Tax', 'SPECIAL 4711')).rejects.toMatchObject(refused('mean Main'));
  await expect(add('Tax', '37040044/532013000')).rejects.toMatchObject(refused('mean Main'));
  await expect(add('Tax', '--')).rejects.toMatchObject({ code: 'invalid' });
});

test('an account of another currency may be written the same', async () => {
  await add('Dollars', 'SPECIAL4711');
  expect(await parse(await upload('SPECIAL4711', '260304'))).toBe('imported');
});

test('it is taken back, and files wait again', async () => {
  await run(scope, removeAccountAlias, { bankAccountId: ids.Main ?? '', alias: 'SPECIAL4711' });
  expect(await aliasesOf('Main')).toEqual([]);
  expect(await parse(await upload('SPECIAL4711', '260305'))).toBe('waiting');
  await expect(
    run(scope, removeAccountAlias, { bankAccountId: ids.Main ?? '', alias: 'SPECIAL4711' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('whoever may not see the account, or only looks, adds nothing', async () => {
  const elsewhere = { ...scope, entities: ['US01'] } as Scope;
  await expect(add('Main', 'OTHER1', elsewhere)).rejects.toMatchObject({ code: 'notFound' });
  const theirs = {
    entityId: 'US01',
    account: 'DE89370400440532013000',
    currency: 'EUR',
    shortName: 'Theirs',
  };
  await expect(run(elsewhere, openBankAccount, theirs)).rejects.toMatchObject({
    message: 'Nexus follows this account already, as one of an entity that you do not see.',
  });
  const auditor = { ...scope, role: 'auditor' } as Scope;
  await expect(add('Main', 'OTHER1', auditor)).rejects.toMatchObject({ code: 'forbidden' });
});
