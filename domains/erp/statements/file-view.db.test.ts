import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { mintScope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { read, run } from '../../run.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { importFile } from './import-file.ts';
import { statementsOfFile } from './list-files.ts';
import { fileStatus } from './queries.ts';
import { readAgain } from './reread/read-again.ts';
import { statementDetail } from './statement-detail.ts';
import { problemsOfStatement } from './statement-problems.ts';
import { uploadStatement } from './upload-statement.ts';

await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const american = mintScope({ ...scope, entities: ['US01'] });
const GERMAN = 'DE89370400440532013000';
const AMERICAN = 'DE02120300000000202051';

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: ['DE01', 'US01'].map((code) => ({ code, name: `Halden ${code}`, baseCurrency: 'EUR' })),
  });
  for (const [entityId, account] of [
    ['DE01', GERMAN],
    ['US01', AMERICAN],
  ] as const)
    await run(scope, openBankAccount, { entityId, account, currency: 'EUR', shortName: entityId });
});

/** A day without rows whose balances do not agree. */
const statement = (account: string, day: string) =>
  [':20:A', `:25:${account}`, ':28C:1/1', `:60F:C${day}EUR1,00`, `:62F:C${day}EUR2,00`, '-', ''].join('\r\n');

async function upload(text: string): Promise<Id> {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.sta', ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  return statementFileId;
}

const ask = <T>(who: typeof scope, work: Parameters<typeof read<T>>[2]) => read(who, 'viewStatements', work);

test('of a file with statements of other entities, somebody sees their own and nothing of its contents', async () => {
  const file = await upload(statement(GERMAN, '260302') + statement(AMERICAN, '260302'));
  const all = await ask(scope, (tx) => fileStatus(tx, file));
  expect(all).toMatchObject({ isWhole: true, status: 'imported' });
  expect(all.problems).toHaveLength(2);
  const theirs = await ask(american, (tx) => fileStatus(tx, file));
  expect(theirs).toMatchObject({ isWhole: false, problems: [], statements: [{ statementNumber: '1' }] });
  const [own] = await ask(american, (tx) => statementsOfFile(tx, file, 9));
  const detail = await ask(american, (tx) => statementDetail(tx, own?.id ?? ''));
  expect(detail.isFileWhole).toBe(false);
  expect(await ask(american, (tx) => problemsOfStatement(tx, detail))).toEqual([]);
  await expect(readAgain(american, file)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a file with statements of their entities alone is whole to them', async () => {
  const file = await upload(statement(AMERICAN, '260303'));
  const theirs = await ask(american, (tx) => fileStatus(tx, file));
  expect(theirs.isWhole).toBe(true);
  expect(theirs.problems).toHaveLength(1);
  await expect(readAgain(american, file)).resolves.toMatchObject({ statements: [] });
});
