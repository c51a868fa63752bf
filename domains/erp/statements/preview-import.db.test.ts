import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import type { Scope } from '#db/tenancy.ts';
import { withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { importFile } from './import-file.ts';
import { LOOK_AT_TABLE } from './refusal.ts';
import { resolveFile } from './resolve-file.ts';
import { forgetTableMapping } from './table-mappings/forget-table-mapping.ts';
import { listMappings } from './table-mappings/queries.ts';
import { uploadStatement } from './upload-statement.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const [MAIN, TAX] = ['DE89370400440532013000', 'DE02120300000000202051'];
const ids: Record<string, string> = {};

async function importing(statementFileId: string) {
  await importFile(scope, statementFileId, new AbortController().signal);
  const [file] =
    await sql`SELECT status, row_count, error_message FROM statement_files WHERE id = ${statementFileId}`;
  return file;
}

async function upload(text: string, preview = true) {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.csv', ...stored, preview });
  return { statementFileId, file: await importing(statementFileId) };
}

type Answer = Omit<Parameters<typeof resolveFile.input.parse>[0] & object, never>;

async function accept(statementFileId: string, answer: Answer = {}) {
  await run(scope, resolveFile, { statementFileId, accepted: true, ...answer });
  return importing(statementFileId);
}

const mappings = (who: Scope = scope) => withTenant(who, listMappings);

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: ['DE01', 'DE02'].map((code) => ({ code, name: code, baseCurrency: 'EUR' })),
  });
  for (const [entityId, account] of [
    ['DE01', MAIN],
    ['DE02', TAX],
  ] as const) {
    const opened = await run(scope, openBankAccount, {
      entityId,
      account,
      currency: 'EUR',
      shortName: account,
    });
    ids[account] = opened.bankAccountId;
  }
});

describe('a table that a person uploads', () => {
  const HEADER = ['Account', 'Booking date', 'Amount', 'Currency', 'Text'];
  const table = (account: string, day: string, amount = '1,00') =>
    `${HEADER.join(';')}\n${account};${day};${amount};EUR;A ${day} ${account}\n`;

  test('waits to be looked at before any row is imported, and is imported as it was shown', async () => {
    const { statementFileId, file } = await upload(table(MAIN, '13.01.2026'));
    expect(file).toMatchObject({ status: 'waiting', row_count: 0, error_message: LOOK_AT_TABLE });
    expect(await accept(statementFileId)).toMatchObject({ status: 'imported', row_count: 1 });
  });

  test('is imported at once when a script sends it', async () => {
    expect((await upload(table(MAIN, '14.01.2026'), false)).file).toMatchObject({ status: 'imported' });
  });

  test('is read at once as one like it was, of the same account and no other', async () => {
    const first = await upload(table(MAIN, '15.01.2026'));
    await accept(first.statementFileId, { remember: { header: HEADER, bankAccountId: ids[MAIN] } });
    expect((await upload(table(MAIN, '16.01.2026'))).file).toMatchObject({ status: 'imported' });
    expect((await upload(table(TAX, '17.01.2026'))).file).toMatchObject({ status: 'waiting' });
  });

  test('is looked at again once that is forgotten; who may not see the account cannot forget it', async () => {
    const [kept] = await mappings();
    expect(kept).toMatchObject({ header: HEADER, mapping: {}, account: MAIN, by: expect.any(String) });
    const elsewhere = { ...scope, entities: ['DE02'] } as Scope;
    expect(await mappings(elsewhere)).toEqual([]);
    const forget = { mappingId: kept?.id ?? '' };
    await expect(run(elsewhere, forgetTableMapping, forget)).rejects.toMatchObject({ code: 'notFound' });
    await run(scope, forgetTableMapping, forget);
    expect(await mappings()).toEqual([]);
    expect((await upload(table(MAIN, '18.01.2026'))).file).toMatchObject({ status: 'waiting' });
  });
});

describe('a table that neither says its account nor how its dates are written', () => {
  const HEADER = ['When', 'Amount', 'Currency', 'Text'];
  const table = (day: string) => `When;Amount;Currency;Text\n${day};1,00;EUR;B ${day}\n`;
  const columns = { bookingDate: 0, amount: 1, currency: 2, description: 3 };
  const mapping = { headerLine: 1, columns, dateOrder: 'dayFirst', account: TAX } as const;

  test('is read as a person said, and the next one too, wherever its header stands', async () => {
    const { statementFileId, file } = await upload(table('02/03/2026'));
    expect(file).toMatchObject({ status: 'waiting' });
    const remember = { header: HEADER, bankAccountId: ids[TAX] };
    expect(await accept(statementFileId, { mapping, remember })).toMatchObject({ status: 'imported' });
    const next = await upload(`Export of today;;;\n\n${table('04/05/2026')}`);
    expect(next.file).toMatchObject({ status: 'imported', row_count: 1 });
    const rows = await sql`
      SELECT transaction_date::text AS day, bank_account_id FROM statement_rows
       WHERE tenant_id = ${tenantId} AND description LIKE 'B %' ORDER BY 1`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { day: '2026-03-02', bank_account_id: ids[TAX] },
      { day: '2026-05-04', bank_account_id: ids[TAX] },
    ]);
  });

  test('is read as a person says of it, whatever is remembered', async () => {
    const { statementFileId, file } = await upload(`${table('06/07/2026')}nonsense;1;2;3\n`);
    expect(file).toMatchObject({ status: 'waiting', error_message: expect.stringMatching(/could not/) });
    const said = { ...mapping, dateOrder: 'monthFirst' as const, account: MAIN };
    expect(await accept(statementFileId, { mapping: said })).toMatchObject({ status: 'imported' });
    const [row] =
      await sql`SELECT transaction_date::text AS day, bank_account_id FROM statement_rows WHERE description = 'B 06/07/2026'`;
    expect(row).toMatchObject({ day: '2026-06-07', bank_account_id: ids[MAIN] });
  });

  test('is kept as it was remembered while it is read, so that a stopped job goes on alike', async () => {
    const [event] = await sql`
      SELECT data::jsonb->'mapping' AS mapping FROM event_store.events
       WHERE tenant_id = ${tenantId} AND type = 'StatementParsed' AND data::jsonb ? 'mapping' ORDER BY position DESC LIMIT 1`;
    expect(event?.mapping).toMatchObject({ columns: { bookingDate: 'When' }, account: TAX });
  });
});
