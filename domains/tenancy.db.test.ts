import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '#db/client.ts';
import { TABLES } from '#db/tables.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { fileStatus } from './erp/statements/queries.ts';
import { dismissFile, resolveFile } from './erp/statements/resolve-file.ts';
import { run } from './run.ts';
import { addAccountAlias } from './treasury/accounts/account-aliases.ts';
import { changeBankAccount, enterBalance } from './treasury/accounts/change-bank-account.ts';
import { matchRow } from './treasury/reconciliation/match-row.ts';
import { importRows, postDocuments, scopeOf, testCompany } from './treasury/reconciliation/testing.ts';
import { explainRow, undoMatch } from './treasury/reconciliation/undo-match.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Company = { tenantId: string; scope: Scope; fileId: string };
let ours: Company;
let theirs: Company;

async function company(): Promise<Company> {
  const { tenantId, scope } = await testCompany();
  await postDocuments(scope, [
    { documentNumber: 'INV-1', amount: '10.00', buyer: { name: 'Aurora' }, documentDate: '2026-01-02' },
  ]);
  const fileId = await importRows(scope, [{ mark: 'C', amount: '10.00', text: 'SOMETHING' }]);
  return { tenantId, scope, fileId };
}

beforeAll(async () => {
  [ours, theirs] = [await company(), await company()];
});

const only = async (table: string, tenantId: string) => {
  const [row] = await sql.unsafe(`SELECT id FROM ${table} WHERE tenant_id = '${tenantId}' LIMIT 1`);
  return row?.id as string;
};

describe('between two companies', () => {
  test('a transaction sees its own rows alone, whatever it asks for', async () => {
    for (const { name } of TABLES.filter((table) => table.tenantColumn === 'tenant_id')) {
      const seen = await withTenant(ours.scope, async (tx) =>
        tx.execute(`SELECT DISTINCT tenant_id FROM ${name}`),
      );
      expect(
        seen.map((row) => row.tenant_id).filter((tenantId) => tenantId !== ours.tenantId),
        name,
      ).toEqual([]);
    }
  });

  test('a connection without a company sees nothing', async () => {
    for (const { name } of TABLES.filter((table) => table.tenantColumn === 'tenant_id')) {
      expect(await database().sql.unsafe(`SELECT 1 FROM ${name} LIMIT 1`), name).toHaveLength(0);
    }
  });

  test('a row cannot be written for, or moved to, the other company', async () => {
    const [id, other] = [await only('entities', ours.tenantId), theirs.tenantId];
    await expect(
      withTenant(ours.scope, async (tx) =>
        tx.execute(`UPDATE entities SET tenant_id = '${other}' WHERE id = '${id}'`),
      ),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('no command reaches the other company’s things', async () => {
    const treasurer = scopeOf(ours.tenantId, 'treasurer');
    const rowId = await only('statement_rows', theirs.tenantId);
    const bankAccountId = await only('bank_accounts', theirs.tenantId);
    const theirItem = await only('open_items', theirs.tenantId);
    const ourRow = await only('statement_rows', ours.tenantId);
    const settings = { entityId: 'DE01', shortName: 'x' };
    const attempts: [string, () => Promise<unknown>][] = [
      ['explainRow', () => run(treasurer, explainRow, { rowId, version: 0, reason: 'x' })],
      ['undoMatch', () => run(treasurer, undoMatch, { rowId })],
      ['matchRow', () => run(treasurer, matchRow, { rowId, version: 0, answer: { choice: 0 } })],
      [
        'matchRow to their item',
        () => run(treasurer, matchRow, { rowId: ourRow, version: 0, answer: { openItemIds: [theirItem] } }),
      ],
      [
        'changeBankAccount',
        () => run(treasurer, changeBankAccount, { ...settings, bankAccountId, version: 1 }),
      ],
      [
        'enterBalance',
        () => run(treasurer, enterBalance, { bankAccountId, date: '2026-01-01', amount: '1' }),
      ],
      ['addAccountAlias', () => run(treasurer, addAccountAlias, { bankAccountId, alias: 'X1' })],
      ['resolveFile', () => run(treasurer, resolveFile, { statementFileId: theirs.fileId })],
      ['dismissFile', () => run(treasurer, dismissFile, { statementFileId: theirs.fileId, reason: 'x' })],
    ];
    const [before] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${theirs.tenantId}`;
    for (const [name, attempt] of attempts) {
      await expect(attempt(), name).rejects.toMatchObject({
        code: expect.stringMatching(/notFound|conflict/),
      });
    }
    const [after] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${theirs.tenantId}`;
    expect(after).toEqual(before);
  });

  test('a file of the other company does not exist', async () => {
    await expect(withTenant(ours.scope, (tx) => fileStatus(tx, theirs.fileId))).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('a person who may see one entity', () => {
  test('neither finds nor touches rows of another', async () => {
    const elsewhere = { ...scopeOf(ours.tenantId, 'treasurer'), entities: ['US01'] } as Scope;
    const rowId = await only('statement_rows', ours.tenantId);
    await expect(run(elsewhere, explainRow, { rowId, version: 0, reason: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
