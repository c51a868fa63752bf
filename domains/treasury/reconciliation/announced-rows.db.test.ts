import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import {
  ACCOUNT,
  balance,
  camtOf,
  entry,
  transaction,
} from '../../erp/statements/formats/testing/camt-samples.ts';
import { importFile } from '../../erp/statements/import-file.ts';
import { uploadStatement } from '../../erp/statements/upload-statement.ts';
import { verify } from '../../replay/verify.ts';
import { run } from '../../run.ts';
import { loadRow } from './load-rows.ts';
import { matchRow } from './match-row.ts';
import { runMatching } from './run-matching.ts';
import { IBAN, postDocuments, testCompany } from './testing.ts';
import { undoMatch } from './undo-match.ts';

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
const never = new AbortController().signal;

type Line = readonly [amount: string, reference: string, text: string];

const rowsOf = (lines: readonly Line[]) =>
  lines.flatMap(([amount, reference, text]) => [
    `:61:2603020302C${amount}NTRF${reference}//${reference === 'NONREF' ? '' : reference}`.replace(
      /\/\/$/,
      '',
    ),
    `:86:${text}`,
  ]);

/** An intraday report of 2 March 2026. */
const report = (lines: readonly Line[]) =>
  [
    ':20:REPORT',
    `:25:${IBAN}`,
    ':28C:1/1',
    ':34F:EUR0,',
    ':13D:2603021130+0100',
    ...rowsOf(lines),
    '-',
    '',
  ].join('\r\n');

/** The statement of that day, over 1,000.00 before it. */
function statement(lines: readonly Line[]) {
  const cents = lines.reduce((sum, [amount]) => sum + Number(amount.replace(',', '')), 100_000);
  return [
    ':20:STATEMENT',
    `:25:${IBAN}`,
    ':28C:41/1',
    ':60F:C260227EUR1000,00',
    ...rowsOf(lines),
    `:62F:C260302EUR${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`,
    '-',
    '',
  ].join('\r\n');
}

async function upload(text: string) {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.sta', ...stored });
  await importFile(scope, statementFileId, never);
  const [file] = await sql`SELECT status, row_count FROM statement_files WHERE id = ${statementFileId}`;
  expect(file?.status).toBe('imported');
}

const announcedRows = () =>
  sql`SELECT r.amount, r.announcement, r.queue, b.amount AS booked FROM statement_rows r
        LEFT JOIN statement_rows b ON b.tenant_id = r.tenant_id AND b.id = r.booked_row_id
       WHERE r.tenant_id = ${tenantId} AND r.announcement IS NOT NULL ORDER BY r.amount`;

async function rowWith(text: string, kind: string) {
  const [row] = await sql`SELECT r.* FROM statement_rows r JOIN statements s ON s.id = r.statement_id
     WHERE r.tenant_id = ${tenantId} AND r.description LIKE ${`%${text}%`} AND s.kind = ${kind}`;
  if (!row) throw new Error(`There is no row with ${text}.`);
  return row;
}

const openAmount = async (itemId: Id) =>
  (await sql`SELECT open_amount FROM open_items WHERE id = ${itemId}`)[0]?.open_amount;

let documents = 0;

/** A receivable over 100.00; gives its open item. */
async function receivable(): Promise<Id> {
  const documentNumber = `RE-${++documents}`;
  await postDocuments(scope, [
    {
      documentNumber,
      documentDate: '2026-02-10',
      dueDate: '2026-03-01',
      amount: '100.00',
      buyer: { name: 'Acme' },
    },
  ]);
  const [found] = await sql`SELECT o.id FROM open_items o JOIN invoices i ON i.id = o.invoice_id
     WHERE o.tenant_id = ${tenantId} AND i.document_number = ${documentNumber}`;
  return found?.id as Id;
}

const isClean = async () => expect((await verify(tenantId)).findings.count).toBe(0);

test('what an intraday report tells is expected: it moves no cash and waits for nobody', async () => {
  await upload(report([['100,00', 'REF1', 'ONE']]));
  expect(await announcedRows()).toMatchObject([{ announcement: 'expected', queue: null }]);
  expect(await sql`SELECT * FROM account_balances WHERE tenant_id = ${tenantId}`).toHaveLength(0);
  expect(await sql`SELECT * FROM row_totals WHERE tenant_id = ${tenantId}`).toHaveLength(0);
});

test('the statement of the day says what was booked and what never was, in whichever order they come', async () => {
  const announced: Line[] = [
    ['100,00', 'REF1', 'ONE'],
    ['200,00', 'NONREF', 'TWO'],
    ['300,00', 'REF3', 'THREE'],
  ];
  const booked: Line[] = [
    ['200,00', 'NONREF', 'TWO'],
    ['100,00', 'REF1', 'ONE, AS BOOKED'],
  ];
  const settled = [
    { amount: '100.0000', announcement: 'booked', booked: '100.0000' },
    { amount: '200.0000', announcement: 'booked', booked: '200.0000' },
    { amount: '300.0000', announcement: 'notBooked', booked: null },
  ];
  await upload(report(announced));
  await upload(statement(booked));
  expect(await announcedRows()).toMatchObject(settled);
  ({ tenantId, scope } = await testCompany());
  await upload(statement(booked));
  await upload(report(announced));
  expect(await announcedRows()).toMatchObject(settled);
  await isClean();
});

test('what a person matched on an announced row goes over to the booked one, and stays that person’s', async () => {
  const itemId = await receivable();
  await upload(report([['100,00', 'REF1', 'ACME ONE']]));
  const announced = await rowWith('ACME', 'intraday');
  await run(scope, matchRow, { rowId: announced.id, version: 0, answer: { openItemIds: [itemId] } });
  expect(await openAmount(itemId)).toBe('0.0000');
  expect((await announcedRows())[0]).toMatchObject({ queue: null });

  await upload(statement([['100,00', 'REF1', 'ACME ONE']]));
  await runMatching(scope, '2026-03-03', never);
  expect(await openAmount(itemId)).toBe('0.0000');
  const booked = await rowWith('ACME', 'endOfDay');
  expect(booked).toMatchObject({ match_status: 'matched', queue: null });
  expect(await rowWith('ACME', 'intraday')).toMatchObject({ match_status: 'unmatched' });
  const [decision] = await sql`SELECT origin, resolved_by FROM reconciliations WHERE id = ${booked.id}`;
  expect(decision).toMatchObject({ origin: 'person', resolved_by: scope.userId });
  await isClean();
});

test('a booked row that is explained already does not take the match: the item is open again', async () => {
  const itemId = await receivable();
  await upload(report([['100,00', 'NONREF', 'ACME ONE']]));
  const announced = await rowWith('ACME', 'intraday');
  await run(scope, matchRow, { rowId: announced.id, version: 0, answer: { openItemIds: [itemId] } });
  await upload(statement([['100,00', 'NONREF', 'ACME ONE']]));
  const booked = await rowWith('ACME', 'endOfDay');
  const other = await receivable();
  await run(scope, matchRow, { rowId: booked.id, version: 0, answer: { openItemIds: [other] } });
  await runMatching(scope, '2026-03-03', never);
  expect(await openAmount(itemId)).toBe('100.0000');
  expect(await openAmount(other)).toBe('0.0000');
  await isClean();
});

test('undone, an announced row waits for nobody, and its item is open', async () => {
  const itemId = await receivable();
  await upload(report([['100,00', 'REF1', 'ACME ONE']]));
  const { id } = await rowWith('ACME', 'intraday');
  await run(scope, matchRow, { rowId: id, version: 0, answer: { openItemIds: [itemId] } });
  await run(scope, undoMatch, { rowId: id });
  expect(await openAmount(itemId)).toBe('100.0000');
  expect((await announcedRows())[0]).toMatchObject({ queue: null, announcement: 'expected' });
  await isClean();
});

test('nobody decides on an announced row once its day is over', async () => {
  await upload(report([['100,00', 'REF1', 'ONE']]));
  await upload(statement([['50,00', 'REF2', 'OTHER']]));
  const { id } = await rowWith('ONE', 'intraday');
  await expect(withTenant(scope, (tx) => loadRow(tx, id))).rejects.toMatchObject({ code: 'notFound' });
});

const ENTRY = entry('1200.00', '<AcctSvcrRef>B-1</AcctSvcrRef>');
const NOTICE = entry(
  '1200.00',
  `<AcctSvcrRef>B-1</AcctSvcrRef><NtryDtls>${['1', '2']
    .map((n) =>
      transaction(
        `<Refs><EndToEndId>E2E-${n}</EndToEndId></Refs><Amt Ccy="EUR">600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>`,
      ),
    )
    .join('')}</NtryDtls>`,
);
const day = camtOf(
  `<Stmt><Id>S1</Id>${ACCOUNT}${balance('OPBD', '0.00')}${balance('CLBD', '1200.00')}${ENTRY}</Stmt>`,
);
const advice = camtOf(`<Ntfctn><Id>N1</Id>${ACCOUNT}${NOTICE}</Ntfctn>`, { message: '054' });

test.each([
  ['before', [advice, day]],
  ['after', [day, advice]],
])('an advice fills the details of its entry when it comes %s it', async (_, files) => {
  for (const file of files) await upload(file);
  const [row] =
    await sql`SELECT r.details, r.queue FROM statement_rows r JOIN statements s ON s.id = r.statement_id
     WHERE r.tenant_id = ${tenantId} AND s.kind = 'endOfDay'`;
  expect(row?.queue).toBe('waiting');
  expect(row?.details.members.map((member: { endToEndId: string }) => member.endToEndId)).toEqual([
    'E2E-1',
    'E2E-2',
  ]);
  expect(await announcedRows()).toMatchObject([{ announcement: 'booked' }]);
  await isClean();
});

test('an advice alone adds no row to the workbench and waits for its entry', async () => {
  await upload(advice);
  expect(await announcedRows()).toMatchObject([{ announcement: 'expected', queue: null }]);
});
