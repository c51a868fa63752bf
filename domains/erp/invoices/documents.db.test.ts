import { beforeAll, describe, expect, test } from 'vitest';
import { mintScope, type Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import type { Cursor } from '#lib/cursor.ts';
import { addDays } from '#lib/dates.ts';
import { type Id, newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { read, run } from '../../run.ts';
import { documentHistory } from '../../treasury/reconciliation/document-history.ts';
import { postDocuments } from '../../treasury/reconciliation/testing.ts';
import { search } from '../search/search.ts';
import { countDocuments, countFiltered, documentFigures } from './count-documents.ts';
import { documentDetail, documentMessage } from './document-detail.ts';
import type { DocumentFilter } from './document-filter.ts';

import { type DocumentPlace, type DocumentRow, documentCursor, listDocuments } from './list-documents.ts';

await testDatabase();
const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const TODAY = '2026-11-21';

const any: DocumentFilter = {
  view: 'all',
  entity: null,
  direction: null,
  settlement: null,
  currency: null,
  from: null,
  to: null,
  partner: null,
  text: null,
};

/** Its lines do not come to what it says in all. */
const wrong = {
  netAmount: '9999.00',
  lines: [{ description: 'x', quantity: '1', unitPrice: '1.00', lineTotal: '1.00' }],
};

/** Thirty documents over ten days, three to a day; every fifth has no date and is rejected. */
const many = Array.from({ length: 30 }, (_, n) => ({
  externalId: `many-${n}`,
  documentNumber: `R-${100 + n}`,
  documentDate: n % 5 === 4 ? undefined : addDays('2026-03-01', Math.floor(n / 3)),
  dueDate: addDays('2026-04-01', n % 7),
  amount: `${n + 1}.00`,
  ...(n % 5 === 4 ? wrong : {}),
  buyer: { name: 'Zebra Handels AG', country: 'CH' },
}));

const special = [
  {
    externalId: 'instalments',
    documentNumber: 'RG 2026/00417',
    documentDate: '2026-10-01',
    amount: '900.00',
    instalments: [
      { number: 1, dueDate: '2026-11-20', amount: '300.00' },
      { number: 2, dueDate: '2026-12-20', amount: '600.00' },
    ],
    purchaseOrder: 'PO-5',
    buyer: { name: 'Müller & Söhne GmbH', country: 'DE' },
  },
  {
    externalId: 'credit',
    documentNumber: 'CN-1',
    documentType: 'creditNote',
    documentDate: '2026-10-02',
    dueDate: '2026-11-02',
    amount: '100.50',
    buyer: { name: 'Müller & Söhne GmbH', country: 'DE' },
  },
  {
    externalId: 'payable',
    entity: 'US01',
    direction: 'payable',
    documentNumber: '100%_A',
    documentDate: '2026-10-03',
    dueDate: '2026-12-03',
    currency: 'USD',
    amount: '40.00',
    seller: { name: 'Northgate Inc.', country: 'US' },
  },
];

let ids: Id[];

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [
      { code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' },
      { code: 'US01', name: 'Halden Inc.', baseCurrency: 'USD' },
    ],
  });
  ids = await postDocuments(scope, [...special, ...many]);
});

const list = (filter: Partial<DocumentFilter>, place: Partial<DocumentPlace> = {}, size = 100) =>
  read(scope, 'viewDocuments', (tx) =>
    listDocuments(
      tx,
      { ...any, ...filter },
      { by: 'date', descending: true, after: null, before: null, ...place },
      size,
    ),
  );
const numbers = async (filter: Partial<DocumentFilter>) =>
  (await list(filter)).rows.map((row) => row.number).sort();
const count = (filter: Partial<DocumentFilter>) =>
  read(scope, 'viewDocuments', (tx) => countFiltered(tx, { ...any, ...filter }));

describe('the pages of a list', () => {
  const walk = async (place: Pick<DocumentPlace, 'by' | 'descending'>): Promise<DocumentRow[][]> => {
    const pages: DocumentRow[][] = [];
    let after: Cursor | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({}, { ...place, after }, 7);
      pages.push(page.rows);
      const last = page.rows.at(-1);
      after = page.hasNext && last ? documentCursor(last, place.by) : null;
    } while (after);
    return pages;
  };

  test.each([
    ['date', true],
    ['date', false],
    ['due', true],
    ['due', false],
  ] as const)(
    'by %s (descending: %s) have every document once, in order, and back again',
    async (by, descending) => {
      const pages = await walk({ by, descending });
      const rows = pages.flat();
      const key = (row: DocumentRow) => `${documentCursor(row, by)[0] || '9999'} ${row.id}`;
      const expected = rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      expect(rows.map(key)).toEqual((descending ? expected.reverse() : expected).map(key));
      expect(new Set(rows.map((row) => row.id)).size).toBe(many.length + special.length);
      const last = pages.at(-1)?.[0];
      if (!last) throw new Error('There is a last page.');
      const back = await list({}, { by, descending, before: documentCursor(last, by) }, 7);
      expect(back.rows).toEqual(pages.at(-2));
      expect(back).toMatchObject({ hasPrevious: true, hasNext: true });
    },
  );
});

describe('filters', () => {
  test('any number, however it is written, and a part of the partner’s name', async () => {
    expect(await numbers({ text: 'rg2026-417' })).toEqual(['RG 2026/00417']);
    expect(await numbers({ text: 'po 5' })).toEqual(['RG 2026/00417']);
    expect(await numbers({ text: 'MUELLER' })).toEqual(['CN-1', 'RG 2026/00417']);
    expect(await numbers({ text: '%' })).toEqual([]);
    expect(await numbers({ text: '100%' })).toEqual(['100%_A']);
  });

  test('settlement, direction, currency and entity', async () => {
    expect(await numbers({ direction: 'payable' })).toEqual(['100%_A']);
    expect(await numbers({ currency: 'USD' })).toEqual(['100%_A']);
    expect(await numbers({ view: ['US01'] })).toEqual(['100%_A']);
    expect(await numbers({ view: ['US01'], entity: 'DE01' })).toEqual([]);
    expect(await numbers({ settlement: 'rejected' })).toHaveLength(6);
    expect(await numbers({ settlement: 'unpaid' })).toHaveLength(27);
    expect(await numbers({ settlement: 'paid' })).toEqual([]);
  });

  test('what is unpaid and due, by instalment', async () => {
    const unpaid = { settlement: 'unpaid' as const };
    expect(await numbers({ ...unpaid, from: '2026-11-20', to: '2026-11-20' })).toEqual(['RG 2026/00417']);
    expect(await numbers({ ...unpaid, from: '2026-12-14', to: '2026-12-20' })).toEqual(['RG 2026/00417']);
    expect(await numbers({ ...unpaid, to: '2026-11-01', text: 'muller' })).toEqual([]);
    expect(await numbers({ ...unpaid, to: '2026-11-20', text: 'muller' })).toEqual(['CN-1', 'RG 2026/00417']);
    expect(await numbers({ from: '2026-12-01' })).toEqual(['100%_A', 'RG 2026/00417']);
  });
});

describe('counts and sums', () => {
  test('credit notes lower a sum, and in a mixed list payables are money out', async () => {
    expect(await count({ text: 'muller' })).toEqual({
      count: 2,
      capped: false,
      sums: [{ currency: 'EUR', amount: '799.5000' }],
    });
    const [eur, usd] = (await count({})).sums;
    expect(usd).toEqual({ currency: 'USD', amount: '-40.0000' });
    expect(eur).toEqual({ currency: 'EUR', amount: '1264.5000' });
    expect((await count({ direction: 'payable' })).sums).toEqual([{ currency: 'USD', amount: '40.0000' }]);
  });

  test('projected totals say the same as counting', async () => {
    for (const settlement of ['unpaid', 'rejected'] as const) {
      const projected = await count({ settlement });
      const counted = await count({ settlement, from: '1900-01-01' });
      expect(counted).toEqual(projected);
    }
  });

  test('the figures above the list', async () => {
    const figures = await read(scope, 'viewDocuments', (tx) => documentFigures(tx, 'all', TODAY));
    expect(figures.open.payable).toEqual({ count: 1, sums: [{ currency: 'USD', amount: '40.0000' }] });
    expect(figures.overdue.payable).toEqual({ count: 0, sums: [] });
    expect(figures.open.receivable.count).toBe(26);
    expect(figures.overdue.receivable.count).toBe(26);
    expect(figures.rejected.count).toBe(6);
    expect(figures.currencies).toEqual(['EUR', 'USD']);
    expect(await read(scope, 'viewDocuments', (tx) => countDocuments(tx, ['DE01']))).toBe(32);
  });
});

describe('one document', () => {
  test('has its instalments, what happened to it and the message it came in', async () => {
    const id = ids[0] as Id;
    const { detail, history, message } = await read(scope, 'viewDocuments', async (tx) => ({
      detail: await documentDetail(tx, id),
      history: await documentHistory(tx, id, []),
      message: await documentMessage(tx, id),
    }));
    expect(detail.items).toMatchObject([
      { instalment: 1, dueDate: '2026-11-20', openAmount: '300.0000' },
      { instalment: 2, dueDate: '2026-12-20', openAmount: '600.0000' },
    ]);
    expect(detail.document).toMatchObject({ dueDate: '2026-12-20', nextDueDate: '2026-11-20' });
    expect(history).toMatchObject([{ kind: 'ingested', who: 'Nexus' }]);
    expect(Buffer.from(message?.body ?? []).toString()).toContain('RG 2026/00417');
  });

  test('is not there for who may not see its company, nor under another tenant', async () => {
    const narrow: Scope = mintScope({ ...scope, entities: ['US01'] });
    const stranger = systemScope(newId(), 'test');
    for (const other of [narrow, stranger]) {
      const asked = read(other, 'viewDocuments', (tx) => documentDetail(tx, ids[0] as Id));
      await expect(asked).rejects.toMatchObject({ code: 'notFound' });
    }
  });
});

test('the search finds documents, partners and nothing of another tenant', async () => {
  const find = (who: Scope, text: string) => read(who, 'search', (tx) => search(tx, who.entities, text));
  expect((await find(scope, 'rg 2026/417')).documents).toMatchObject([{ number: 'RG 2026/00417' }]);
  expect((await find(scope, 'PO-5')).documents).toMatchObject([{ number: 'RG 2026/00417', matched: 'PO-5' }]);
  expect((await find(scope, 'zebra')).partners).toMatchObject([
    { name: 'Zebra Handels AG', isCustomer: true },
  ]);
  expect((await find(scope, 'R-1')).documents).toHaveLength(8);
  expect((await find(mintScope({ ...scope, entities: ['US01'] }), 'R-1')).documents).toEqual([]);
  const nothing = { documents: [], partners: [], statements: [] };
  expect(await find(systemScope(newId(), 'test'), 'zebra')).toEqual(nothing);
  expect(await find(scope, ' z ')).toEqual(nothing);
});
