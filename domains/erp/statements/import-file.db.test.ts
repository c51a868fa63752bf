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
import { resolveFile } from './resolve-file.ts';
import { uploadStatement } from './upload-statement.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const IBAN = 'DE89370400440532013000';

type Line = [date: string, mark: 'C' | 'D', amount: string, text: string];

/** One MT940 statement; the closing balance is given, so that it can be wrong. */
function statement(
  number: string,
  day: string,
  opening: string,
  closing: string,
  lines: Line[],
  iban = IBAN,
) {
  return [
    ':20:STARTUMS',
    `:25:${iban}`,
    `:28C:${number}`,
    `:60F:C${day}EUR${opening}`,
    ...lines.flatMap(([date, mark, amount, text]) => [
      `:61:${date}${date.slice(2)}${mark}${amount}NTRFNONREF`,
      `:86:${text}`,
    ]),
    `:62F:C${day}EUR${closing}`,
    '-',
    '',
  ].join('\r\n');
}

async function upload(text: string, filename = 'a.sta') {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const result = await run(scope, uploadStatement, { filename, ...stored });
  await importFile(scope, result.statementFileId, new AbortController().signal);
  const [file] = await sql`SELECT * FROM statement_files WHERE id = ${result.statementFileId}`;
  return { ...result, file };
}

const rows = () =>
  sql`SELECT amount, description FROM statement_rows WHERE tenant_id = ${tenantId} ORDER BY transaction_date, row_number`;

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
});

describe('importing a statement file', () => {
  test('a file of an account that nobody knows waits, and is read once the account is there', async () => {
    const text = statement('1/1', '261102', '100,00', '150,00', [['261102', 'C', '50,00', 'FIRST']]);
    const { statementFileId, file } = await upload(text);
    expect(file).toMatchObject({ status: 'waiting', row_count: 0 });
    expect(file?.error_message).toContain('DE89370400440532013000');
    await run(scope, openBankAccount, {
      entityId: 'DE01',
      account: IBAN,
      currency: 'EUR',
      shortName: 'EUR Main',
    });
    const [job] =
      await sql`SELECT data FROM jobs.job WHERE name = 'parse-statement-file' AND data->>'statementFileId' = ${statementFileId}`;
    expect(job).toBeDefined();
  });

  test('its statements, rows, balances and totals are stored', async () => {
    const text =
      statement('2/1', '261103', '150,00', '170,00', [
        ['261103', 'C', '30,00', 'INV-1'],
        ['261103', 'D', '10,00', 'FEE'],
      ]) + statement('3/1', '261104', '170,00', '165,00', [['261104', 'D', '5,00', 'CARD']]);
    const { file } = await upload(text);
    expect(file).toMatchObject({
      status: 'imported',
      row_count: 3,
      known_row_count: 0,
      statement_count: 2,
      format: 'mt940',
    });
    const [account] =
      await sql`SELECT balance, balance_date FROM bank_accounts WHERE tenant_id = ${tenantId}`;
    expect(account).toMatchObject({ balance: '165.0000', balance_date: '2026-11-04' });
    const stored =
      await sql`SELECT balance_check, credit_total, debit_total, unmatched_count FROM statements WHERE tenant_id = ${tenantId} ORDER BY to_date`;
    expect(stored.map((s) => ({ ...s }))).toEqual([
      { balance_check: 'verified', credit_total: '30.0000', debit_total: '10.0000', unmatched_count: 2 },
      { balance_check: 'verified', credit_total: '0.0000', debit_total: '5.0000', unmatched_count: 1 },
    ]);
    const [total] =
      await sql`SELECT amount, volume, row_count FROM row_totals WHERE tenant_id = ${tenantId} AND queue = 'waiting'`;
    expect(total).toMatchObject({ amount: '15.0000', volume: '45.0000', row_count: 3 });
  });

  test('the same bytes again are recognised with the first file', async () => {
    const text = statement('4/1', '261105', '165,00', '165,00', []);
    const first = await upload(text, 'first.sta');
    const again = await upload(text, 'again.sta');
    expect(again).toMatchObject({
      outcome: 'known',
      statementFileId: first.statementFileId,
      filename: 'first.sta',
    });
  });

  test('a file that is still on its way is asked for again by sending it again', async () => {
    const text = statement('17/1', '261118', '0,00', '1,00', [['261118', 'C', '1,00', 'LOST JOB']]);
    const stored = await storeFile(tenantId, Buffer.from(text));
    const send = () => run(scope, uploadStatement, { filename: 'lost.sta', ...stored });
    const { statementFileId } = await send();
    const key = `${tenantId}/${statementFileId}`;
    const jobs = () => sql`SELECT id FROM jobs.job WHERE singleton_key = ${key} AND state = 'created'`;
    await sql`DELETE FROM jobs.job WHERE singleton_key = ${key}`;
    expect(await send()).toMatchObject({ outcome: 'known', statementFileId });
    expect(await jobs()).toHaveLength(1);
    await importFile(scope, statementFileId, new AbortController().signal);
    await sql`DELETE FROM jobs.job WHERE singleton_key = ${key}`;
    await send();
    expect(await jobs()).toHaveLength(0);
  });

  test('rows that came already in another file are known, an honest twin is not', async () => {
    const twins: Line[] = [
      ['261106', 'D', '4,50', 'CARD BAKERY'],
      ['261106', 'D', '4,50', 'CARD BAKERY'],
    ];
    const daily = await upload(statement('5/1', '261106', '165,00', '156,00', twins));
    expect(daily.file).toMatchObject({ row_count: 2, known_row_count: 0 });
    const monthly = await upload(
      statement('6/1', '261107', '165,00', '157,00', [...twins, ['261107', 'C', '1,00', 'NEW']]),
    );
    expect(monthly.file).toMatchObject({ row_count: 1, known_row_count: 2 });
    expect((await rows()).filter((row) => row.description.includes('BAKERY'))).toHaveLength(2);
  });

  test('what an intraday report announced is not known to be booked: the day’s own rows come in and wait', async () => {
    const announced = [
      ':20:INTRADAY',
      `:25:${IBAN}`,
      ':28C:90/1',
      ':34F:EUR0,',
      ':13D:2612011200+0100',
      ':61:2612011201C77,00NTRFKREF//BANK-77',
      ':86:ANNOUNCED',
      ':90D:0EUR0,',
      ':90C:1EUR77,00',
      '-',
      '',
    ].join('\r\n');
    const booked = statement('91/1', '261201', '0,00', '77,00', []).replace(
      ':62F:',
      ':61:2612011201C77,00NTRFKREF//BANK-77\r\n:86:ANNOUNCED\r\n:62F:',
    );
    const first = await upload(announced);
    const second = await upload(booked);
    const stored = await sql`
      SELECT s.kind, r.queue, s.known_row_count FROM statement_rows r JOIN statements s ON s.id = r.statement_id
       WHERE s.statement_file_id IN (${first.statementFileId}, ${second.statementFileId}) ORDER BY s.kind`;
    expect(stored).toMatchObject([
      { kind: 'endOfDay', queue: 'waiting', known_row_count: 0 },
      { kind: 'intraday', queue: null, known_row_count: 0 },
    ]);
  });

  test('rows that come twice within one file are known the second time', async () => {
    const toll: Line = ['261108', 'D', '7,00', 'BRIDGE TOLL'];
    const once = statement('6/2', '261108', '157,00', '150,00', [toll]);
    const { file } = await upload(once + once);
    expect(file).toMatchObject({ statement_count: 2, row_count: 1, known_row_count: 1 });
    await upload(statement('6/3', '261108', '150,00', '157,00', [['261108', 'C', '7,00', 'TOLL REFUND']]));
  });

  test('a second statement of the day that goes on where the first ended keeps its look-alike, flagged', async () => {
    await upload(statement('7/1', '261109', '157,00', '147,00', [['261109', 'D', '10,00', 'TOLL']]));
    const second = await upload(
      statement('8/1', '261109', '147,00', '137,00', [['261109', 'D', '10,00', 'TOLL']]),
    );
    expect(second.file).toMatchObject({ row_count: 1, known_row_count: 0 });
    const [row] =
      await sql`SELECT details->>'flagged' AS flagged FROM statement_rows WHERE tenant_id = ${tenantId} AND description LIKE '%TOLL%' ORDER BY created_at DESC`;
    expect(row?.flagged).toBe('true');
  });

  test('a statement that does not add up is stored as it is, and says by how much', async () => {
    await upload(statement('9/1', '261110', '137,00', '200,00', [['261110', 'C', '13,00', 'ODD']]));
    const [stored] =
      await sql`SELECT balance_check, balance_difference FROM statements WHERE tenant_id = ${tenantId} AND statement_number = '9'`;
    expect(stored).toMatchObject({ balance_check: 'discrepancy', balance_difference: '-50.0000' });
  });

  test('a CSV file that asks one thing after the other is read with all that was answered', async () => {
    const text = 'Booking date;Amount;Currency;Description\n05.01.2026;1.000;EUR;A\n06.01.2026;2.000;EUR;B\n';
    const { statementFileId, file } = await upload(text, 'asks.csv');
    expect(file).toMatchObject({
      status: 'waiting',
      error_message: expect.stringMatching(/thousands or decimals/),
    });
    const answer = async (mapping: Record<string, unknown>) => {
      await run(scope, resolveFile, { statementFileId, mapping });
      await importFile(scope, statementFileId, new AbortController().signal);
      const [now] =
        await sql`SELECT status, error_message FROM statement_files WHERE id = ${statementFileId}`;
      return now;
    };
    expect(await answer({ decimalSign: ',' })).toMatchObject({
      status: 'waiting',
      error_message: expect.stringMatching(/account/),
    });
    expect(await answer({ account: IBAN })).toMatchObject({ status: 'imported' });
    const read =
      await sql`SELECT amount FROM statement_rows WHERE transaction_date IN ('2026-01-05', '2026-01-06') ORDER BY 1`;
    expect(read.map((row) => row.amount)).toEqual(['1000.0000', '2000.0000']);
  });

  test('a file that is no statement is rejected, and says what it looks like', async () => {
    const { file } = await upload('<html><body>Please sign in again</body></html>', 'odd.sta');
    expect(file?.status).toBe('rejected');
    expect(file?.error_message).toMatch(/HTML/);
  });

  test.each([
    ['a PDF', '%PDF-1.7 \u0000\u0001 binary'],
    [
      'an unreadable file of a thousand long lines',
      `:20:A\r\n:25:NOBODY\r\n${':61:'.padEnd(2_000, '?')}\r\n`.repeat(1_000),
    ],
  ])('%s ends somewhere a person can see, and is not read for ever', async (_what, text) => {
    const { file } = await upload(text, 'odd.pdf');
    expect(['rejected', 'waiting']).toContain(file?.status);
    expect(file?.error_message).toBeTruthy();
  });

  test('rows and statements that are long go on record in as many events as they need', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, n): Line => ['261116', 'C', '1,00', `ROW ${n} ${'é'.repeat(5_000)}`],
    );
    const long = await upload(statement('16/1', '261116', '0,00', '300,00', lines));
    expect(long.file).toMatchObject({ status: 'imported', row_count: 300 });
    const balances = ':65:C261117EUR1,00\r\n'.repeat(900);
    const one = (n: number) =>
      `${statement(`${n}/1`, '261117', '1,00', '1,00', []).replace(/-\s*$/, '')}${balances}-\r\n`;
    const many = await upload(Array.from({ length: 12 }, (_, n) => one(200 + n)).join(''));
    expect(many.file).toMatchObject({ status: 'imported', statement_count: 12 });
  });

  test('a job that was stopped goes on where it stopped, and a second run adds nothing', async () => {
    const lines = Array.from({ length: 1_200 }, (_, n): Line => ['261112', 'C', '1,00', `ROW ${n}`]);
    const text = statement('10/1', '261112', '200,00', '1400,00', lines);
    const stored = await storeFile(tenantId, Buffer.from(text));
    const { statementFileId } = await run(scope, uploadStatement, { filename: 'long.sta', ...stored });
    const stop = new AbortController();
    const timer = setInterval(async () => {
      const [count] =
        await sql`SELECT count(*)::int AS n FROM statement_rows WHERE tenant_id = ${tenantId} AND transaction_date = '2026-11-12'`;
      if (count?.n > 0) stop.abort();
    }, 2);
    await importFile(scope, statementFileId, stop.signal).catch(() => {});
    clearInterval(timer);
    await Promise.all([1, 2].map(() => importFile(scope, statementFileId, new AbortController().signal)));
    const [count] =
      await sql`SELECT count(*)::int AS n, count(DISTINCT row_number)::int AS d FROM statement_rows WHERE tenant_id = ${tenantId} AND transaction_date = '2026-11-12'`;
    expect(count).toMatchObject({ n: 1_200, d: 1_200 });
    const [file] = await sql`SELECT status, row_count FROM statement_files WHERE id = ${statementFileId}`;
    expect(file).toMatchObject({ status: 'imported', row_count: 1_200 });
  });
});
