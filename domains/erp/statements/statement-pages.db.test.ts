import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { mintScope, type Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import { read, run } from '../../run.ts';
import { IBAN, testCompany } from '../../treasury/reconciliation/testing.ts';
import { importFile } from './import-file.ts';
import { fileCursorOf, listFiles, statementsOfFile } from './list-files.ts';
import {
  cursorOf,
  listStatements,
  type StatementFilter,
  sumStatements,
  unmatchedTotals,
} from './list-statements.ts';
import { fileStatus } from './queries.ts';
import { chainOf } from './statement-chain.ts';
import { statementDetail } from './statement-detail.ts';
import { problemsOfStatement } from './statement-problems.ts';
import { rowsOfStatement } from './statement-rows.ts';
import { uploadStatement } from './upload-statement.ts';

await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let scope: Scope;
beforeEach(async () => {
  ({ scope } = await testCompany());
});

const any: StatementFilter = {
  view: 'all',
  account: null,
  check: null,
  kind: null,
  unmatched: false,
  from: null,
  to: null,
};
const newestFirst = { descending: true, after: null, before: null };
const ask = <T>(work: Parameters<typeof read<T>>[2], who = scope) => read(who, 'viewStatements', work);

/** A statement of one day: "2026-01-05", opening, signed rows, closing. */
function day(date: string, opening: string, rows: readonly string[], closing: string): string {
  const short = date.slice(2).replaceAll('-', '');
  const comma = (amount: string) => amount.replace('.', ',');
  return [
    `:20:${short}`,
    `:25:${IBAN}`,
    `:28C:${Number(short)}/1`,
    `:60F:C${short}EUR${comma(opening)}`,
    ...rows.flatMap((row, index) => [
      `:61:${short}${short.slice(2)}${row.startsWith('-') ? 'D' : 'C'}${comma(row.replace('-', ''))}NTRFNONREF`,
      `:86:ROW ${index + 1} OF ${date}`,
    ]),
    `:62F:C${short}EUR${comma(closing)}`,
    '-',
  ].join('\r\n');
}

async function upload(filename: string, text: string): Promise<Id> {
  const stored = await storeFile(scope.tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename, ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  return statementFileId;
}

const list = async (filter = any, place: Parameters<typeof listStatements>[2] = newestFirst, size = 50) =>
  ask((tx) => listStatements(tx, filter, place, size));

async function threeDays(): Promise<Id> {
  return upload(
    'january.sta',
    [
      day('2026-01-05', '100.00', ['10.00', '-4.00'], '106.00'),
      day('2026-01-06', '106.00', ['4.00'], '110.00'),
      day('2026-01-08', '110.00', ['5.00'], '165.00'),
    ].join('\r\n'),
  );
}

describe('the list', () => {
  test('pages forth and back in both orders without a gap or a repetition', async () => {
    await threeDays();
    for (const descending of [true, false]) {
      const whole = (await list(any, { ...newestFirst, descending })).rows;
      expect(whole.map((row) => row.toDate)).toEqual(
        descending ? ['2026-01-08', '2026-01-06', '2026-01-05'] : ['2026-01-05', '2026-01-06', '2026-01-08'],
      );
      const [first, second, third] = whole;
      if (!first || !second || !third) throw new Error('There are three statements.');
      const forth = await list(any, { descending, after: cursorOf(first), before: null }, 1);
      expect(forth).toMatchObject({ rows: [{ id: second.id }], hasPrevious: true, hasNext: true });
      const back = await list(any, { descending, after: null, before: cursorOf(third) }, 1);
      expect(back).toMatchObject({ rows: [{ id: second.id }], hasPrevious: true, hasNext: true });
      const end = await list(any, { descending, after: cursorOf(second), before: null }, 1);
      expect(end).toMatchObject({ rows: [{ id: third.id }], hasNext: false });
    }
  });

  test('filters, counts, and adds up what the filter holds', async () => {
    await threeDays();
    expect(await ask((tx) => sumStatements(tx, any))).toEqual({
      count: 3,
      capped: false,
      sums: [{ currency: 'EUR', amount: '15.0000' }],
    });
    const broken = await list({ ...any, check: 'discrepancy' });
    expect(broken.rows).toMatchObject([{ toDate: '2026-01-08', rows: 1, unmatched: 1 }]);
    const within = await list({ ...any, from: '2026-01-06', to: '2026-01-07' });
    expect(within.rows.map((row) => row.toDate)).toEqual(['2026-01-06']);
    expect(await ask((tx) => unmatchedTotals(tx, 'all', null))).toEqual({
      count: 4,
      sums: [{ currency: 'EUR', amount: '23.0000' }],
    });
  });
});

describe('a statement', () => {
  test('has its rows with the running balance, also from the middle on', async () => {
    await threeDays();
    const [, , first] = (await list()).rows;
    const { statement } = await ask((tx) => statementDetail(tx, first?.id ?? ''));
    const { rows } = await ask((tx) => rowsOfStatement(tx, statement, 0, 10));
    expect(rows.map(({ signed, running }) => [signed, running])).toEqual([
      ['10.0000', '110.0000'],
      ['-4.0000', '106.0000'],
    ]);
    const later = await ask((tx) => rowsOfStatement(tx, statement, 1, 10));
    expect(later.rows.map(({ running }) => running)).toEqual(['106.0000']);
  });

  test('knows the one before it and the day that is missing in between', async () => {
    await threeDays();
    const [last, second] = (await list()).rows;
    const chain = await ask(async (tx) => chainOf(tx, await statementDetail(tx, last?.id ?? '')));
    expect(chain).toMatchObject({
      continuity: { previous: { id: second?.id }, holds: true, missing: ['2026-01-07'] },
      ...{ next: null, closedGap: null },
    });
  });

  test('names of a file’s problems those that stand where it stands', async () => {
    const text = [
      day('2026-01-05', '100.00', ['10.00'], '110.00'),
      day('2026-01-06', '110.00', ['3.00', '4.00'], '117.00').replace('C4,00NTRF', 'C**NTRF'),
    ].join('\r\n');
    await upload('broken.sta', text);
    const [second, first] = (await list()).rows;
    const problems = async (id: Id | undefined) => {
      const detail = await ask((tx) => statementDetail(tx, id ?? ''));
      return (await ask((tx) => problemsOfStatement(tx, detail))).map((problem) => problem.code);
    };
    expect(await problems(first?.id)).toEqual([]);
    expect(await problems(second?.id)).toContain('amount.invalid');
  });
});

describe('files', () => {
  test('are listed newest first, with what is in them', async () => {
    const [january, nonsense] = [await threeDays(), await upload('notes.txt', 'no statement')];
    const { rows } = await ask((tx) => listFiles(tx, { status: null }, { after: null, before: null }, 1));
    expect(rows).toMatchObject([{ id: nonsense, status: 'rejected' }]);
    const [first] = rows;
    const next = await ask((tx) =>
      listFiles(tx, { status: null }, { after: first ? fileCursorOf(first) : null, before: null }, 1),
    );
    expect(next).toMatchObject({ rows: [{ id: january, statementCount: 3 }], hasNext: false });
    expect(await ask((tx) => statementsOfFile(tx, january, 10))).toHaveLength(3);
  });
});

test('who sees one entity sees the statements and files of no other', async () => {
  const file = await threeDays();
  const [statement] = (await list()).rows;
  const elsewhere = mintScope({ ...scope, entities: ['US01'] });
  expect((await ask((tx) => listStatements(tx, any, newestFirst, 9), elsewhere)).rows).toEqual([]);
  expect((await ask((tx) => sumStatements(tx, any), elsewhere)).count).toBe(0);
  await expect(ask((tx) => statementDetail(tx, statement?.id ?? ''), elsewhere)).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(ask((tx) => fileStatus(tx, file), elsewhere)).rejects.toMatchObject({ code: 'notFound' });
});
