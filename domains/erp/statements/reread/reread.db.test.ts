import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { verify } from '../../../replay/verify.ts';
import { run } from '../../../run.ts';
import { IBAN, testCompany } from '../../../treasury/reconciliation/testing.ts';
import { explainRow } from '../../../treasury/reconciliation/undo-match.ts';
import { loadAccounts } from '../accounts-in-files.ts';
import { rowFingerprint } from '../fingerprint.ts';
import { createReader } from '../formats/detect.ts';
import { importStatements } from '../import-statements.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { Survey, statementIdOf, toldStatement } from '../survey.ts';
import { uploadStatement } from '../upload-statement.ts';
import { applyRereading } from './apply-rereading.ts';
import { readAgain } from './read-again.ts';

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

const statement = (rows: readonly string[][], closing: string) =>
  [
    ':20:STATEMENT',
    `:25:${IBAN}`,
    ':28C:41/1',
    ':60F:C260227EUR1000,00',
    ...rows.flatMap(([amount, text]) => [`:61:2603020302C${amount}NTRFNONREF`, `:86:${text}`]),
    `:62F:C260302EUR${closing}`,
    '-',
    '',
  ].join('\r\n');

const FILE = statement(
  [
    ['10,00', 'ONE'],
    ['20,00', 'MÜLLER'],
    ['30,00', 'THREE'],
  ],
  '1060,00',
);

/** Puts the file on record as an older reader read it, which is as today's reads the other text. */
async function importAs(older: string): Promise<Id> {
  const stored = await storeFile(tenantId, Buffer.from(FILE));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.sta', ...stored });
  const survey = new Survey(await withTenant(scope, loadAccounts));
  const rows: ParsedRow[] = [];
  const reader = createReader({
    statement: (start, index) => survey.statement(start, index),
    statementEnd: (end, index) => survey.statementEnd(end, index),
    problem: (problem) => survey.problem(problem),
    row(row, index) {
      survey.row(row, index);
      rows.push(row);
    },
  });
  reader.write(Buffer.from(older));
  const { format, formatVersion, encoding } = reader.end();
  const told = survey.statements.map((one) => toldStatement(tenantId, stored.sha256, one));
  const [only] = told;
  if (!only || !format) throw new Error('The older reading has no statement.');
  const parsed = {
    formatVersion,
    encoding,
    statements: told,
    problems: [],
    rowCount: rows.length,
    complete: true,
  };
  const imported = {
    statementId: statementIdOf(tenantId, stored.sha256, 0),
    ...{ bankAccountId: only.bankAccountId, entityId: only.entityId, kind: 'endOfDay' as const, known: [] },
    rows: rows.map((row) => ({
      ...row,
      id: derivedId(tenantId, 'statement-row', stored.sha256, 0, row.rowNumber),
      ...{ fingerprint: rowFingerprint(row), occurrence: 1, flagged: false },
    })),
  };
  await run(scope, importStatements, {
    statementFileId,
    steps: [
      { kind: 'parsed', parsed: { format, ...parsed } },
      { kind: 'rows', rows: imported },
    ],
  });
  await run(scope, importStatements, { statementFileId, steps: [{ kind: 'finish' }] });
  return statementFileId;
}

const rows = async () =>
  (
    await sql`SELECT description, amount, status, queue FROM statement_rows WHERE tenant_id = ${tenantId} ORDER BY row_number`
  ).map(({ description, amount, status, queue }) => `${description} ${Number(amount)} ${status} ${queue}`);
const total = async () =>
  (
    await sql`SELECT sum(volume) AS volume, sum(row_count) AS count FROM row_totals WHERE tenant_id = ${tenantId} AND queue <> 'cleared'`
  )[0];
const isClean = async () => expect((await verify(tenantId)).findings.count).toBe(0);

test('the same reading differs in nothing, and applying it changes nothing', async () => {
  const id = await importAs(FILE);
  const rereading = await readAgain(scope, id);
  expect(rereading.statements).toEqual([]);
  expect(await run(scope, applyRereading, { statementFileId: id, rereading })).toEqual({ corrected: false });
});

test('what an older reader read otherwise is shown, and applied as it was shown', async () => {
  const id = await importAs(
    statement(
      [
        ['10,00', 'ONE'],
        ['200,00', 'M?LLER'],
        ['5,00', 'NO ROW AT ALL'],
      ],
      '1060,00',
    ),
  );
  const rereading = await readAgain(scope, id);
  const [only] = rereading.statements;
  const fields = only?.comparison.changed.flatMap((change) => change.fields.map(({ field }) => field));
  expect(fields).toEqual(expect.arrayContaining(['amount', 'description']));
  await run(scope, applyRereading, { statementFileId: id, rereading });
  expect(await rows()).toEqual([
    'ONE 10 booked waiting',
    'MÜLLER 20 booked waiting',
    'THREE 30 booked waiting',
  ]);
  expect(await total()).toMatchObject({ volume: '60.0000', count: '3' });
  const [found] =
    await sql`SELECT balance_check, credit_total, unmatched_count FROM statements WHERE tenant_id = ${tenantId}`;
  expect(found).toMatchObject({ balance_check: 'verified', credit_total: '60.0000', unmatched_count: 3 });
  expect((await readAgain(scope, id)).statements).toEqual([]);
  await isClean();
});

test('a row that was missed is added, one that never was moves no money any more', async () => {
  const id = await importAs(
    statement(
      [
        ['10,00', 'ONE'],
        ['20,00', 'MÜLLER'],
        ['30,00', 'THREE'],
        ['7,00', 'NEVER'],
      ],
      '1060,00',
    ),
  );
  await run(scope, applyRereading, { statementFileId: id, rereading: await readAgain(scope, id) });
  expect(await rows()).toEqual([
    'ONE 10 booked waiting',
    'MÜLLER 20 booked waiting',
    'THREE 30 booked waiting',
    'NEVER 7 information null',
  ]);
  expect(await total()).toMatchObject({ volume: '60.0000', count: '3' });
  await isClean();
  ({ tenantId, scope } = await testCompany());
  const other = await importAs(
    statement(
      [
        ['10,00', 'ONE'],
        ['20,00', 'MÜLLER'],
      ],
      '1060,00',
    ),
  );
  await run(scope, applyRereading, { statementFileId: other, rereading: await readAgain(scope, other) });
  expect(await rows()).toEqual([
    'ONE 10 booked waiting',
    'MÜLLER 20 booked waiting',
    'THREE 30 booked waiting',
  ]);
  await isClean();
});

test('a matched row stays as it is, and one that is matched meanwhile stops it all', async () => {
  const older = statement(
    [
      ['10,00', 'ONE'],
      ['200,00', 'M?LLER'],
      ['30,00', 'THREE?'],
    ],
    '1060,00',
  );
  const id = await importAs(older);
  const before = await readAgain(scope, id);
  const [row] =
    await sql`SELECT id FROM statement_rows WHERE tenant_id = ${tenantId} AND description = 'M?LLER'`;
  await run(scope, explainRow, { rowId: row?.id, version: 0, reason: 'known' });
  await expect(run(scope, applyRereading, { statementFileId: id, rereading: before })).rejects.toMatchObject({
    code: 'conflict',
  });
  const rereading = await readAgain(scope, id);
  expect([...(rereading.statements[0]?.matched ?? [])]).toEqual([row?.id]);
  await run(scope, applyRereading, { statementFileId: id, rereading });
  expect(await rows()).toEqual([
    'ONE 10 booked waiting',
    'M?LLER 200 booked null',
    'THREE 30 booked waiting',
  ]);
  await isClean();
});
