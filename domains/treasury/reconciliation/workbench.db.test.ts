import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { mintScope, type Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { read, run } from '../../run.ts';
import { searchOpenItems } from './candidate-items.ts';
import { matchRow } from './match-row.ts';
import { type QueueFilter, queuePage, queueTotals } from './queue.ts';
import { rowDetail } from './row-detail.ts';
import { runMatching } from './run-matching.ts';
import { importRows, postDocuments, testCompany } from './testing.ts';

await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let tenantId: Id;
let scope: Scope;
beforeEach(async () => {
  ({ tenantId, scope } = await testCompany());
});

const any: QueueFilter = { view: 'all', account: null, queue: null };
const engine = () => runMatching(scope, '2026-11-21', new AbortController().signal);
const page = (filter = any, after: readonly string[] | null = null, size = 50, who = scope) =>
  read(who, 'viewReconciliation', (tx) => queuePage(tx, filter, after, size));
const totals = (filter = any, who = scope) =>
  read(who, 'viewReconciliation', (tx) => queueTotals(tx, filter));
const detail = (id: Id, who = scope) => read(who, 'viewReconciliation', (tx) => rowDetail(tx, id));
const customer = {
  buyer: { name: 'Aurora Optik AB', number: 'C-9' },
  documentDate: '2026-01-02',
  dueDate: '2026-02-01',
};

describe('the queue', () => {
  test('comes queue by queue, the oldest first, page after page without a gap or a repetition', async () => {
    await postDocuments(scope, [
      { ...customer, documentNumber: 'INV-1', amount: '49.00' },
      { ...customer, documentNumber: 'INV-2', amount: '49.00' },
    ]);
    for (const text of ['NOTHING A', 'AURORA OPTIK AB', 'NOTHING B', 'NOTHING C']) {
      await importRows(scope, [{ mark: 'C', amount: text === 'AURORA OPTIK AB' ? '49.00' : '7.77', text }]);
    }
    await engine();
    const all = (await page()).rows;
    expect(all.map(({ queue, text }) => [queue, text])).toEqual([
      ['choose', 'AURORA OPTIK AB'],
      ['nothing', 'NOTHING A'],
      ['nothing', 'NOTHING B'],
      ['nothing', 'NOTHING C'],
    ]);
    const seen = [];
    for (let after: readonly string[] | null = null, turn = 0; turn < 9; turn++) {
      const { rows, next }: Awaited<ReturnType<typeof page>> = await page(any, after, 1);
      seen.push(...rows.map((row) => row.id));
      after = next;
      if (!after) break;
    }
    expect(seen).toEqual(all.map((row) => row.id));
  });

  test('counts what is left of how much, with its money, and what one queue holds', async () => {
    await importRows(scope, [
      { mark: 'C', amount: '10.00', text: 'A' },
      { mark: 'D', amount: '4.00', text: 'B' },
    ]);
    expect(await totals()).toMatchObject({ left: 2, all: 2 });
    expect((await totals()).queues.find(({ queue }) => queue === 'waiting')).toEqual({
      queue: 'waiting',
      count: 2,
      sums: [{ currency: 'EUR', amount: '14.0000' }],
    });
    await engine();
    expect((await page({ ...any, queue: 'nothing' })).rows).toHaveLength(2);
    expect((await page({ ...any, queue: 'ready' })).rows).toHaveLength(0);
  });

  test('a place from an address that is none begins at the beginning', async () => {
    await importRows(scope, [{ mark: 'C', amount: '10.00', text: 'A' }]);
    for (const after of [
      ['ready', 'x', 'y'],
      ['choose', '2026-02-30', newId()],
      ['?', '2026-01-05', newId()],
    ]) {
      expect((await page(any, after)).rows).toHaveLength(1);
    }
  });
});

describe('a row', () => {
  test('shows its answer, what stays open, what else it could be, and marks its number', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-2026-00391', amount: '100.00' }]);
    await importRows(scope, [{ mark: 'C', amount: '60.00', text: 'INV-2026-00391 PART PAYMENT' }]);
    await engine();
    const [row] = (await page()).rows;
    const shown = await detail(row?.id ?? '');
    expect(shown.answer?.lines).toMatchObject([
      { number: 'INV-2026-00391', partner: 'Aurora Optik AB', open: '100.0000', rest: '40.0000' },
    ]);
    const [text] = shown.texts;
    expect(text?.spans.map(({ start, end }) => text.text.slice(start, end))).toContain('INV-2026-00391');
    expect(shown.decision).toBeNull();
  });

  test('once confirmed, says what it settled and what was open before', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-2026-00392', amount: '100.00' }]);
    await importRows(scope, [{ mark: 'C', amount: '60.00', text: 'INV-2026-00392 PART PAYMENT' }]);
    await engine();
    const [row] = (await page()).rows;
    const { version } = await detail(row?.id ?? '');
    await run(scope, matchRow, { rowId: row?.id ?? '', version, answer: { choice: 0 } });
    const shown = await detail(row?.id ?? '');
    expect(shown.decision).not.toBeNull();
    expect(shown.version).toBe(version + 1);
    expect(shown.answer?.lines).toMatchObject([{ open: '100.0000', proposed: '60.0000', rest: '40.0000' }]);
  });
});

describe('open items', () => {
  const search = (words: string, who = scope) =>
    read(who, 'viewReconciliation', (tx) =>
      searchOpenItems(tx, { direction: 'credit', currency: 'EUR', amount: '49.00', words, partnerId: null }),
    );

  test('are found by the beginning of a number, a part of a name, and an amount as people write it', async () => {
    await postDocuments(scope, [
      { ...customer, documentNumber: 'INV-2026-00391', amount: '1190.00' },
      { ...customer, documentNumber: 'RG-5', amount: '49.00' },
    ]);
    const numbers = async (words: string) => (await search(words)).map((item) => item.number).sort();
    expect(await numbers('inv 2026/391')).toEqual(['INV-2026-00391']);
    expect(await numbers('optik')).toEqual(['INV-2026-00391', 'RG-5']);
    for (const amount of ['1190', '1.190,00', '1 190.00'])
      expect(await numbers(amount)).toEqual(['INV-2026-00391']);
    expect(await numbers('')).toEqual(['RG-5']);
    expect(await numbers('%')).toEqual([]);
  });
});

describe('who sees one entity', () => {
  test('sees the rows, items and totals of no other', async () => {
    await postDocuments(scope, [{ ...customer, documentNumber: 'INV-1', amount: '49.00' }]);
    await importRows(scope, [{ mark: 'C', amount: '49.00', text: 'SOMETHING' }]);
    const [row] = (await page()).rows;
    const { requestId, ...fields } = scope;
    const elsewhere = mintScope({ ...fields, requestId, tenantId, entities: ['US01'] });
    expect((await page(any, null, 50, elsewhere)).rows).toEqual([]);
    expect(await totals(any, elsewhere)).toMatchObject({ left: 0, all: 0 });
    await expect(detail(row?.id ?? '', elsewhere)).rejects.toMatchObject({ code: 'notFound' });
    expect(
      await read(elsewhere, 'viewReconciliation', (tx) =>
        searchOpenItems(tx, {
          direction: 'credit',
          currency: 'EUR',
          amount: '49.00',
          words: 'INV-1',
          partnerId: null,
        }),
      ),
    ).toEqual([]);
  });
});
