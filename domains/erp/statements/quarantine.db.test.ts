import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { loadWaitingFiles } from '../../treasury/overview/to-do.ts';
import { dismissalOf } from './dismissal.ts';
import { importFile } from './import-file.ts';
import { countFiles } from './list-files.ts';
import { acceptFile } from './preview/accept-file.ts';
import { previewFile } from './preview/preview-file.ts';
import { fileStatus } from './queries.ts';
import { dismissFile, resolveFile } from './resolve-file.ts';
import { listMappings } from './table-mappings/queries.ts';
import { uploadStatement } from './upload-statement.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const elsewhere = { ...scope, entities: ['DE02'] } as Scope;
const IBAN = 'DE89370400440532013000';

const parse = (id: string) => importFile(scope, id, new AbortController().signal);
const statusOf = (id: string) => withTenant(scope, (tx) => fileStatus(tx, id));

async function upload(text: string) {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const file = { filename: 'a.csv', ...stored, preview: true };
  const { statementFileId } = await run(scope, uploadStatement, file);
  await parse(statementFileId);
  return statementFileId;
}

const table = (rows: string) => `Booking date;Amount;Balance;Text\n${rows}\n`;

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
  const account = { entityId: 'DE01', account: IBAN, currency: 'EUR', shortName: 'EUR Main' };
  await run(scope, openBankAccount, account);
});

describe('a file that was refused', () => {
  test('is put aside with a reason, by somebody, and taken back', async () => {
    const id = await upload('<html><body>Please sign in again</body></html>');
    expect(await statusOf(id)).toMatchObject({ status: 'rejected' });
    await run(scope, dismissFile, { statementFileId: id, reason: 'The bank’s page, not a file' });
    expect(await statusOf(id)).toMatchObject({
      ...{ status: 'dismissed', errorMessage: 'The bank’s page, not a file' },
    });
    expect(await withTenant(scope, (tx) => dismissalOf(tx, id))).toEqual({
      by: expect.any(String),
      at: expect.stringMatching(/^20/),
    });
    await run(scope, resolveFile, { statementFileId: id });
    await parse(id);
    expect(await statusOf(id)).toMatchObject({ status: 'rejected' });
  });

  test('does not count among those that need somebody', async () => {
    const id = await upload('%PDF-1.7 no statement');
    await run(scope, dismissFile, { statementFileId: id, reason: 'A letter' });
    const [counts, toDo] = await withTenant(scope, async (tx) => [
      await countFiles(tx),
      await loadWaitingFiles(tx),
    ]);
    expect(counts).toMatchObject({ waiting: 0, dismissed: 1 });
    expect(toDo.count).toBe(counts.waiting);
  });
});

describe('the preview of a table', () => {
  test('says what is open, then what importing does to the balances, and stores nothing', async () => {
    const id = await upload(table('02/03/2026;100,00;1.100,00;A\n03/03/2026;-50,00;1.050,00;B'));
    const [before] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${tenantId}`;
    const open = await previewFile(scope, id, null);
    expect(open.table?.choices.map(({ code }) => code)).toEqual(['date.ambiguous', 'currency.missing']);
    expect(open).toMatchObject({ rowCount: 0, statements: [] });
    const choice = { dateOrder: 'dayFirst', currency: 'EUR', account: IBAN } as const;
    const shown = await previewFile(scope, id, choice);
    expect(shown).toMatchObject({
      ...{ format: 'csv', complete: true, choice, rowCount: 2 },
      rows: [
        { line: 2, bookingDate: '2026-03-02', amount: '100.00', currency: 'EUR', description: 'A' },
        { line: 3, bookingDate: '2026-03-03', amount: '-50.00', currency: 'EUR', description: 'B' },
      ],
      statements: [
        {
          ...{ account: { name: 'EUR Main' }, check: 'verified', creditTotal: '100.00', debitTotal: '50.00' },
          ...{ opening: { amount: '1000.00' }, closing: { amount: '1050.00' } },
          cash: { before: null, after: { amount: '1050.00', date: '2026-03-03' }, leading: null },
        },
      ],
    });
    const [after] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${tenantId}`;
    expect(after).toEqual(before);
  });

  test('is what is imported, and remembered for the account', async () => {
    const id = await upload(table('02/04/2026;100,00;1.150,00;C\n03/04/2026;-50,00;1.100,00;D'));
    const choice = { dateOrder: 'dayFirst', currency: 'EUR' } as const;
    await expect(acceptFile(scope, id, choice, true)).rejects.toMatchObject({
      ...{ code: 'conflict', message: 'Choose the account that the table is of.' },
    });
    await acceptFile(scope, id, { ...choice, account: IBAN }, true);
    await parse(id);
    expect(await statusOf(id)).toMatchObject({ status: 'imported', rowCount: 2 });
    expect(await withTenant(scope, listMappings)).toMatchObject([
      { account: 'EUR Main', header: ['Booking date', 'Amount', 'Balance', 'Text'] },
    ]);
    await expect(previewFile(scope, id, null)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('remembers what the line holds that a person took for the header, not where it stood', async () => {
    const summary = 'Date;Amount;Text\n31/03/2026;9,00;Sum of the month';
    const rows = (day: string) => `Day of booking;Amount;Text;Currency\n${day}/06/2026;1,00;F ${day};EUR`;
    const first = await upload(`${summary}\n\n${rows('13')}\n`);
    const choice = {
      headerLine: 4,
      columns: { bookingDate: 0, amount: 1, description: 2, currency: 3 },
      account: IBAN,
    };
    await acceptFile(scope, first, choice, true);
    await parse(first);
    const second = await upload(`Export;;;\n\n${summary}\n\n${rows('14')}\n`);
    for (const id of [first, second]) {
      expect(await statusOf(id)).toMatchObject({ status: 'imported', rowCount: 1 });
    }
  });

  test('does not tell the cash of an account that the person may not see', async () => {
    const id = await upload(table('13/05/2026;1,00;1.101,00;E').replace('Text', 'Purpose'));
    const choice = { currency: 'EUR', account: IBAN } as const;
    const [statement] = (await previewFile(elsewhere, id, choice)).statements;
    expect(statement).toMatchObject({ account: { name: IBAN }, cash: null });
  });
});

describe('a message that names no account', () => {
  test('is imported for the account that a person says', async () => {
    const text = [':20:A', ':28C:1/1', ':60F:C260601EUR1,00', ':62F:C260601EUR1,00', '-', ''].join('\r\n');
    const id = await upload(text);
    expect(await statusOf(id)).toMatchObject({
      ...{ status: 'waiting', errorMessage: 'The file does not say of which account it is.' },
    });
    await expect(acceptFile(scope, id, {}, true)).rejects.toMatchObject({ code: 'conflict' });
    await acceptFile(scope, id, { account: IBAN }, true);
    await parse(id);
    expect(await statusOf(id)).toMatchObject({ status: 'imported', statementCount: 1 });
  });
});
