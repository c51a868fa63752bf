import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../run.ts';
import { matchRow } from './match-row.ts';
import { runMatching } from './run-matching.ts';
import { importRows, postDocuments, scopeOf, testCompany } from './testing.ts';
import { explainRow, undoMatch } from './undo-match.ts';

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

const engine = () => runMatching(scope, '2026-11-21', new AbortController().signal);
const rows = () =>
  sql`SELECT id, amount, match_status, queue, matched_invoice_id FROM statement_rows WHERE tenant_id = ${tenantId} ORDER BY transaction_date, row_number`;
const items = () =>
  sql`SELECT id, invoice_id, open_amount, settlement FROM open_items WHERE tenant_id = ${tenantId} ORDER BY original_amount`;
const versionOf = async (rowId: Id) => {
  const [found] =
    await sql`SELECT version FROM reconciliations WHERE tenant_id = ${tenantId} AND id = ${rowId}`;
  return found?.version ?? 0;
};

/** Every total that pages show equals the sum of what it is a total of. */
async function expectTotalsToHold() {
  const [sums] = await sql`SELECT
    coalesce((SELECT sum(open_amount) FROM open_item_totals WHERE tenant_id = ${tenantId}), 0) AS open_total,
    coalesce((SELECT sum(CASE document_type WHEN 'creditNote' THEN -open_amount ELSE open_amount END) FROM open_items WHERE tenant_id = ${tenantId}), 0) AS open_sum,
    coalesce((SELECT sum(row_count) FROM row_totals WHERE tenant_id = ${tenantId} AND queue <> 'cleared'), 0)::int AS waiting_total,
    (SELECT count(*) FROM statement_rows WHERE tenant_id = ${tenantId} AND queue IS NOT NULL)::int AS waiting,
    coalesce((SELECT sum(unmatched_count) FROM statements WHERE tenant_id = ${tenantId}), 0)::int AS unmatched`;
  expect(sums?.open_total).toBe(sums?.open_sum);
  expect(sums?.waiting_total).toBe(sums?.waiting);
  expect(sums?.unmatched).toBe(sums?.waiting);
}

const customer = {
  buyer: { name: 'Aurora Optik AB', number: 'C-9' },
  documentDate: '2026-01-02',
  dueDate: '2026-02-01',
};

describe('the match job', () => {
  test('takes very many rows in portions, oldest first, and comes to the same', async () => {
    const numbers = [391, 392, 393, 394, 395].map((number) => `INV-2026-00${number}`);
    await postDocuments(
      scope,
      [...numbers, 'INV-2026-00400'].map((documentNumber) => ({
        ...customer,
        documentNumber,
        amount: '100.00',
      })),
    );
    for (const text of [...numbers, numbers[0], 'SOMETHING ELSE'])
      await importRows(scope, [{ mark: 'C', amount: '100.00', text: `AURORA OPTIK AB ${text}` }]);
    expect((await runMatching(scope, '2026-11-21', new AbortController().signal, 2)).changed).toBe(7);
    const states = (await rows()).map((row) => [row.match_status, row.queue === null]);
    expect(states).toEqual([
      ...numbers.map(() => ['matched', true]),
      ['unmatched', false],
      ['unmatched', false],
    ]);
    expect((await items()).map((item) => item.settlement).sort()).toEqual([
      'open',
      ...numbers.map(() => 'paid'),
    ]);
    expect((await engine()).changed).toBe(0);
    expect((await runMatching(scope, '2026-11-21', new AbortController().signal, 2)).changed).toBe(0);
    await expectTotalsToHold();
  });

  test('settles what is certain, proposes the rest, and says nothing twice', async () => {
    await postDocuments(scope, [
      { ...customer, documentNumber: 'INV-2026-00391', amount: '4760.00' },
      { ...customer, documentNumber: 'INV-2026-00392', amount: '49.00' },
      { ...customer, documentNumber: 'INV-2026-00393', amount: '49.00' },
    ]);
    await importRows(scope, [
      { mark: 'C', amount: '4760.00', text: 'AURORA OPTIK AB INV-2026-00391' },
      { mark: 'C', amount: '49.00', text: 'AURORA OPTIK AB ABONNEMANG' },
      { mark: 'D', amount: '12.34', text: 'SOMETHING ELSE' },
    ]);
    expect((await engine()).changed).toBe(3);
    expect((await rows()).map((row) => [row.match_status, row.queue])).toEqual([
      ['matched', null],
      ['unmatched', 'choose'],
      ['unmatched', 'nothing'],
    ]);
    expect((await items()).map((item) => [item.open_amount, item.settlement])).toEqual([
      ['49.0000', 'open'],
      ['49.0000', 'open'],
      ['0.0000', 'paid'],
    ]);
    const [before] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${tenantId}`;
    expect((await engine()).changed).toBe(0);
    const [after] = await sql`SELECT position FROM event_store.heads WHERE tenant_id = ${tenantId}`;
    expect(after).toEqual(before);
    await expectTotalsToHold();
  });

  test('an answer that a person took back is proposed again, never given again', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-2026-00391', amount: '4760.00' }]);
    await importRows(scope, [{ mark: 'C', amount: '4760.00', text: 'AURORA OPTIK AB INV-2026-00391' }]);
    await engine();
    const [row] = await rows();
    await run(scopeOf(tenantId, 'treasurer'), undoMatch, { rowId: row?.id, reason: 'wrong customer' });
    expect(await items()).toMatchObject([{ open_amount: '4760.0000', settlement: 'open' }]);
    await engine();
    expect(await rows()).toMatchObject([{ match_status: 'unmatched', queue: 'choose' }]);
    await expectTotalsToHold();
  });
});

describe('matching by hand', () => {
  test('a person confirms a proposal, and undoes it', async () => {
    await postDocuments(scope, [
      { ...customer, documentNumber: 'INV-1', amount: '49.00' },
      { ...customer, documentNumber: 'INV-2', amount: '49.00' },
    ]);
    await importRows(scope, [{ mark: 'C', amount: '49.00', text: 'AURORA OPTIK AB' }]);
    await engine();
    const [row] = await rows();
    const [first] = await items();
    const treasurer = scopeOf(tenantId, 'treasurer');
    const input = { rowId: row?.id, version: await versionOf(row?.id), answer: { openItemIds: [first?.id] } };
    await run(treasurer, matchRow, input);
    expect(await rows()).toMatchObject([
      { match_status: 'matched', queue: null, matched_invoice_id: first?.invoice_id },
    ]);
    await expect(run(treasurer, matchRow, input)).rejects.toMatchObject({ code: 'conflict' });
    await run(treasurer, undoMatch, { rowId: row?.id });
    expect(await rows()).toMatchObject([{ match_status: 'unmatched', queue: 'waiting' }]);
    await expectTotalsToHold();
  });

  test('one payment over two items settles the first whole and the second in part', async () => {
    await postDocuments(scope, [
      { ...customer, documentNumber: 'INV-1', amount: '30.00' },
      { ...customer, documentNumber: 'INV-2', amount: '40.00' },
    ]);
    await importRows(scope, [{ mark: 'C', amount: '50.00', text: 'WITHOUT A WORD' }]);
    const [row] = await rows();
    const open = await items();
    const answer = { openItemIds: open.map((item) => item.id) };
    await run(scopeOf(tenantId, 'analyst'), matchRow, {
      rowId: row?.id,
      version: await versionOf(row?.id),
      answer,
    });
    expect((await items()).map((item) => [item.open_amount, item.settlement])).toEqual([
      ['0.0000', 'paid'],
      ['20.0000', 'partlyPaid'],
    ]);
    await expectTotalsToHold();
  });

  test('a row without a document needs a reason', async () => {
    await importRows(scope, [{ mark: 'D', amount: '9.99', text: 'ACCOUNT FEE' }]);
    const [row] = await rows();
    const treasurer = scopeOf(tenantId, 'treasurer');
    await expect(
      run(treasurer, explainRow, { rowId: row?.id, version: 0, reason: ' ' }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      run(treasurer, explainRow, { rowId: row?.id, version: 0, reason: 'a\u0000b' }),
    ).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer: '/reason', code: 'text.nul' }] });
    await run(treasurer, explainRow, { rowId: row?.id, version: 0, reason: 'bank fee', category: 'fee' });
    expect(await rows()).toMatchObject([{ match_status: 'matched', queue: null, matched_invoice_id: null }]);
    await expectTotalsToHold();
  });

  test('who may not match money is refused, and the refusal is on record', async () => {
    await importRows(scope, [{ mark: 'D', amount: '9.99', text: 'FEE' }]);
    const [row] = await rows();
    for (const role of ['admin', 'auditor'] as const) {
      await expect(
        run(scopeOf(tenantId, role), explainRow, { rowId: row?.id, version: 0, reason: 'x' }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    }
    const refusals =
      await sql`SELECT 1 FROM event_store.events WHERE tenant_id = ${tenantId} AND type = 'AccessRefused'`;
    expect(refusals).toHaveLength(2);
  });

  test('a row that is only announced settles nothing', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-1', amount: '30.00' }]);
    await importRows(scope, [{ mark: 'C', amount: '30.00', text: 'X' }]);
    const [row] = await rows();
    const [item] = await items();
    await sql`UPDATE statement_rows SET status = 'pending', queue = NULL WHERE id = ${row?.id}`;
    await expect(
      run(scopeOf(tenantId, 'treasurer'), matchRow, {
        rowId: row?.id,
        version: 0,
        answer: { openItemIds: [item?.id] },
      }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  test('a debit cannot settle a receivable, nor can more be settled than is open', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-1', amount: '30.00' }]);
    await importRows(scope, [{ mark: 'D', amount: '30.00', text: 'X' }]);
    const [row] = await rows();
    const [item] = await items();
    const treasurer = scopeOf(tenantId, 'treasurer');
    await expect(
      run(treasurer, matchRow, { rowId: row?.id, version: 0, answer: { openItemIds: [item?.id] } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(sql`UPDATE open_items SET open_amount = -0.01 WHERE id = ${item?.id}`).rejects.toThrow(
      /open_items_open_amount/,
    );
  });

  test('two people and two workers over one open item: never below zero, in 200 rounds', async () => {
    const rounds = 200;
    await postDocuments(
      scope,
      Array.from({ length: rounds }, (_, n) => ({ ...customer, documentNumber: `R-${n}`, amount: '10.00' })),
    );
    await importRows(
      scope,
      Array.from({ length: rounds * 2 }, (_, n) => ({
        mark: 'C' as const,
        amount: '7.00',
        text: `PAYMENT ${n}`,
      })),
    );
    const open = await items();
    const waiting = await rows();
    const treasurer = scopeOf(tenantId, 'treasurer');
    const workers = [engine(), engine()].map((job) => job.catch(() => null));
    for (let n = 0; n < rounds; n++) {
      const pair = [waiting[2 * n], waiting[2 * n + 1]];
      const tries = pair.map(async (row) =>
        run(treasurer, matchRow, {
          rowId: row?.id,
          version: await versionOf(row?.id),
          answer: { openItemIds: [open[n]?.id] },
        }),
      );
      await Promise.allSettled(tries);
    }
    await Promise.all(workers);
    const left = await items();
    expect(left).toHaveLength(rounds);
    for (const item of left) expect(Number(item.open_amount)).toBeGreaterThanOrEqual(0);
    const [books] = await sql`
      SELECT sum(o.original_amount - o.open_amount) AS settled, (SELECT sum(amount) FROM reconciliation_allocations WHERE tenant_id = ${tenantId}) AS allocated
        FROM open_items o WHERE o.tenant_id = ${tenantId}`;
    expect(books?.settled).toBe(books?.allocated);
    expect(Number(books?.settled)).toBeGreaterThan(0);
    await expectTotalsToHold();
  }, 120_000);
});
