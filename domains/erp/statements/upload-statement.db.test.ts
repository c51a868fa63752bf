import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { importFile } from './import-file.ts';
import { dismissFile } from './resolve-file.ts';
import { uploadStatement } from './upload-statement.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const ZLOTY = 'PL61109010140000071219812874';
const EURO = 'DE89370400440532013000';

async function upload(content: string | Uint8Array, account?: string) {
  const stored = await storeFile(tenantId, Buffer.from(content as string));
  const result = await run(scope, uploadStatement, { filename: 'a.csv', ...stored, account });
  await importFile(scope, result.statementFileId, new AbortController().signal);
  const [file] = await sql`SELECT * FROM statement_files WHERE id = ${result.statementFileId}`;
  const [row] = await sql`
    SELECT a.identifier, r.currency, r.amount
      FROM statement_rows r JOIN statements s ON s.id = r.statement_id JOIN bank_accounts a ON a.id = s.bank_account_id
     WHERE s.statement_file_id = ${result.statementFileId}`;
  return { ...result, file, row };
}

const csv = (text: string, preamble = '') => `${preamble}Date,Text,Amount\n2026-03-14,${text},12.50\n`;

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
  for (const [account, currency] of [
    [ZLOTY, 'PLN'],
    [EURO, 'EUR'],
  ] as const) {
    await run(scope, openBankAccount, { entityId: 'DE01', account, currency, shortName: currency });
  }
});

describe('the account that a sender gives', () => {
  test('is that of a file which names none, and its currency that of amounts without one', async () => {
    const { file, row } = await upload(csv('FIRST'), ZLOTY);
    expect(file).toMatchObject({ status: 'imported', row_count: 1 });
    expect(row).toEqual({ identifier: ZLOTY, currency: 'PLN', amount: '12.5000' });
  });

  test('gives way to what the file says itself', async () => {
    const { row } = await upload(csv('SECOND', `Account:,${EURO}\nCurrency:,EUR\n`), ZLOTY);
    expect(row).toMatchObject({ identifier: EURO, currency: 'EUR' });
  });

  test('is asked for when nobody here knows it, and found once it is there', async () => {
    const unknown = 'NL91ABNA0417164300';
    const { file } = await upload(csv('THIRD', 'Currency:,EUR\n'), unknown);
    expect(file).toMatchObject({ status: 'waiting', error_message: expect.stringContaining(unknown) });
    await run(scope, openBankAccount, {
      entityId: 'DE01',
      account: unknown,
      currency: 'EUR',
      shortName: 'NL',
    });
    const { row } = await upload(csv('THIRD', 'Currency:,EUR\n'), unknown);
    expect(row).toMatchObject({ identifier: unknown, currency: 'EUR' });
  });

  test('lets a file that was refused without it be read when it is sent again', async () => {
    const before = await upload(csv('FOURTH'));
    expect(before.file?.status).not.toBe('imported');
    const after = await upload(csv('FOURTH'), ZLOTY);
    expect(after).toMatchObject({ outcome: 'known', file: { status: 'imported' } });
    const again = await upload(csv('FOURTH'), EURO);
    expect(again.file?.version).toBe(after.file?.version);
  });
});

describe('a file that is cancelled on its way', () => {
  const cancel = (statementFileId: string) =>
    run(scope, dismissFile, { statementFileId, reason: 'It was cancelled on its way in.' });
  const stateOf = async (id: string) => {
    const [file] = await sql`SELECT status, statement_count FROM statement_files WHERE id = ${id}`;
    return file;
  };

  test('is put aside while it is read, and nothing of it is imported', async () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => `2026-03-14,Row ${n} of a long file,1.00,PLN`);
    const content = `Date,Text,Amount,Currency\n${rows.join('\n')}\n`;
    const stored = await storeFile(tenantId, Buffer.from(content));
    const { statementFileId } = await run(scope, uploadStatement, {
      filename: 'long.csv',
      ...stored,
      account: ZLOTY,
    });
    const reading = importFile(scope, statementFileId, new AbortController().signal);
    await cancel(statementFileId);
    await reading;
    expect((await stateOf(statementFileId))?.status).not.toBe('imported');
    const [rowsIn] = await sql`
      SELECT count(*)::int AS n FROM statements WHERE statement_file_id = ${statementFileId}`;
    expect(rowsIn?.n).toBe(0);
  });

  test('is not, once it is in', async () => {
    const { statementFileId } = await upload(csv('SIXTH'), ZLOTY);
    await expect(cancel(statementFileId)).rejects.toMatchObject({ code: 'conflict' });
    expect((await stateOf(statementFileId))?.status).toBe('imported');
  });
});

describe('what is no statement is refused with a sentence', () => {
  const noise = new Uint8Array(4_096);
  let state = 20_261_121;
  for (const index of noise.keys()) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    noise[index] = state >>> 16;
  }
  test.each<[string, string | Uint8Array, RegExp]>([
    ['a file of 0 bytes', '', /empty/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', /PDF/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /picture/],
    ['an e-mail', 'From: bank@example.com\r\nSubject: Your statement\r\n\r\nSee attached.\r\n', /e-mail/],
    ['random bytes', noise, /no statement/],
  ])('%s', async (_what, content, sentence) => {
    const { file, row } = await upload(content);
    expect(file).toMatchObject({ status: 'rejected', error_message: expect.stringMatching(sentence) });
    expect(row).toBeUndefined();
  });
});
