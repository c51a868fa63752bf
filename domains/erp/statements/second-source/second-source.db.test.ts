import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import type { Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import { verify } from '../../../replay/verify.ts';
import { run } from '../../../run.ts';
import { IBAN, testCompany } from '../../../treasury/reconciliation/testing.ts';
import { importFile } from '../import-file.ts';
import { uploadStatement } from '../upload-statement.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let tenantId: Id;
let scope: Scope;
beforeEach(async () => {
  ({ tenantId, scope } = await testCompany());
});

type Line = readonly [day: string, amount: string, text: string];

/** An MT940 statement of credits over 1,000.00, for the days of March 2026 that its rows have. */
function mt940(lines: readonly Line[], closing: string) {
  const last = lines.at(-1)?.[0];
  return [
    ':20:STATEMENT',
    `:25:${IBAN}`,
    ':28C:41/1',
    ':60F:C260227EUR1000,00',
    ...lines.flatMap(([day, amount, text]) => [
      `:61:2603${day}03${day}C${amount.replace('.', ',')}NTRFNONREF`,
      `:86:${text}`,
    ]),
    `:62F:C2603${last}EUR${closing.replace('.', ',')}`,
    '-',
    '',
  ].join('\r\n');
}

const csv = (lines: readonly Line[]) =>
  [
    'Account;Booking date;Amount;Currency;Description',
    ...lines.map(([day, amount, text]) => `${IBAN};2026-03-${day};${amount};EUR;${text}`),
    '',
  ].join('\n');

async function upload(content: string | Buffer): Promise<Id> {
  const stored = await storeFile(tenantId, Buffer.from(content));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a', ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  const [file] = await sql`SELECT status, error_message FROM statement_files WHERE id = ${statementFileId}`;
  expect(file).toMatchObject({ status: 'imported', error_message: null });
  return statementFileId;
}

const rows = async () =>
  (
    await sql`SELECT r.transaction_date::text AS day, r.amount, s.format FROM statement_rows r JOIN statements s ON s.id = r.statement_id
        WHERE r.tenant_id = ${tenantId} ORDER BY r.transaction_date, r.amount, s.format`
  ).map(({ day, amount, format }) => `${day.slice(8)} ${Number(amount)} ${format}`);
const differences = async () =>
  (
    await sql`SELECT d.kind, d.date::text AS day, d.amount, s.format FROM statement_differences d JOIN statements s ON s.id = d.statement_id
        WHERE d.tenant_id = ${tenantId} ORDER BY d.date, d.kind, d.amount`
  ).map(({ kind, day, amount, format }) => `${format} ${kind} ${day.slice(8)} ${Number(amount)}`);
const isClean = async () => expect((await verify(tenantId)).findings.count).toBe(0);

const BANK: Line[] = [
  ['02', '100.00', 'ONE'],
  ['02', '100.00', 'TWO'],
  ['03', '50.00', 'THREE'],
];
const EXPORT: Line[] = [
  ['02', '100.00', 'One, as the portal writes it'],
  ['02', '70.00', 'Only the portal has this'],
  ['03', '50.00', 'Three'],
  ['05', '30.00', 'A day that the bank has not sent'],
];

test('a second source is compared on days that are covered, and imported on those that are not', async () => {
  await upload(mt940(BANK, '1250.00'));
  await upload(csv(EXPORT));
  expect(await rows()).toEqual(['02 100 mt940', '02 100 mt940', '03 50 mt940', '05 30 csv']);
  expect(await differences()).toEqual(['csv onlyHere 02 70', 'csv onlyLeading 02 100']);
  await isClean();
});

test('where the leading source comes later its rows hold, and what both have is here once', async () => {
  await upload(mt940([['01', '10.00', 'FIRST']], '1010.00'));
  await upload(csv(EXPORT));
  expect(await rows()).toHaveLength(5);
  await upload(mt940(BANK, '1250.00'));
  expect(await rows()).toEqual([
    '01 10 mt940',
    '02 70 csv',
    '02 100 csv',
    '02 100 mt940',
    '03 50 csv',
    '05 30 csv',
  ]);
  expect(await differences()).toEqual(['csv onlyHere 02 70', 'csv onlyLeading 02 100']);
  await isClean();
});

test('a payment that the two book on different days is one difference, whichever came first', async () => {
  const exported = csv([
    ['02', '50.00', 'Booked a day before the bank does'],
    ['03', '7.00', 'Only here'],
  ]);
  const bank = mt940([['02', '100.00', 'ONE'], BANK[2] as Line], '1150.00');
  const expected = ['csv onlyLeading 02 100', 'csv otherDay 02 50', 'csv onlyHere 03 7'];
  await upload(bank);
  await upload(exported);
  expect(await differences()).toEqual(expected);
  expect(await rows()).toEqual(['02 100 mt940', '03 50 mt940']);
  await isClean();
  ({ tenantId, scope } = await testCompany());
  await upload(mt940([['01', '10.00', 'FIRST']], '1010.00'));
  await upload(exported);
  await upload(bank);
  expect(await differences()).toEqual(expected);
  await isClean();
});

test('the first source leads, and a compared statement moves no balance', async () => {
  await upload(mt940(BANK, '1250.00'));
  const header = 'Account;Booking date;Amount;Currency;Description;Balance';
  const rest = [`${IBAN};2026-03-02;250.00;EUR;all;1250.00`, `${IBAN};2026-03-03;7.00;EUR;more;1257.00`];
  await upload([header, ...rest, ''].join('\n'));
  const [account] =
    await sql`SELECT leading_format, balance FROM bank_accounts WHERE tenant_id = ${tenantId}`;
  expect(account).toMatchObject({ leading_format: 'mt940', balance: '1250.0000' });
  expect(await differences()).toContain('csv balance 03 1257');
  const [statement] =
    await sql`SELECT compared_with FROM statements WHERE tenant_id = ${tenantId} AND format = 'csv'`;
  expect(statement?.compared_with).toBe('mt940');
  await isClean();
});

test('the same export again changes nothing', async () => {
  await upload(mt940(BANK, '1250.00'));
  await upload(csv(EXPORT));
  const before = await rows();
  await upload(`${csv(EXPORT)}\n`);
  expect(await rows()).toEqual(before);
});

const archive = (files: Record<string, string>) =>
  upload(
    Buffer.from(
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
    ),
  );

test('two formats of the same days in one archive are two sources', async () => {
  await archive({ 'a.sta': mt940(BANK, '1250.00'), 'b.csv': csv(EXPORT) });
  expect(await rows()).toEqual(['02 100 mt940', '02 100 mt940', '03 50 mt940', '05 30 csv']);
  expect(await differences()).toEqual(['csv onlyHere 02 70', 'csv onlyLeading 02 100']);
  await isClean();
});

test('the leading source holds where it comes second in the archive', async () => {
  await upload(mt940([['01', '10.00', 'FIRST']], '1010.00'));
  await archive({ 'a.csv': csv(EXPORT), 'b.sta': mt940(BANK, '1250.00') });
  expect(await rows()).toContain('02 100 mt940');
  expect(await rows()).toHaveLength(6);
  expect(await differences()).toEqual(['csv onlyHere 02 70', 'csv onlyLeading 02 100']);
  await isClean();
});

test('a statement from an archive of several formats is compared like one of a file of its own', async () => {
  await upload(mt940(BANK, '1250.00'));
  await archive({ 'a.csv': csv(EXPORT), 'other.sta': mt940([['20', '1.00', 'OTHER']], '1001.00') });
  expect(await differences()).toEqual(['csv onlyHere 02 70', 'csv onlyLeading 02 100']);
  await isClean();
});

test('another format for other days is imported as it is', async () => {
  await upload(mt940(BANK, '1250.00'));
  await upload(csv([['09', '30.00', 'Later']]));
  expect(await rows()).toContain('09 30 csv');
  expect(await differences()).toEqual([]);
});
