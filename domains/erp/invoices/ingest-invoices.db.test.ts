import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { type Id, newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { assertPayload, type ItemResult, ingestInvoices } from './ingest-invoices.ts';
import { parseLosslessJson } from './lossless-json.ts';

const { sql } = await testDatabase();
const tenantId = newId();
const integrationId = newId();

beforeAll(async () => {
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR', vatIds: ['DE111111111'] }],
  });
});

const invoice = {
  externalId: 'A-1',
  entity: 'DE01',
  direction: 'receivable',
  documentNumber: 'INV-2026-00417',
  documentDate: '2026-03-02',
  dueDate: '2026-04-01',
  currency: 'EUR',
  netAmount: '1000.00',
  taxAmount: '190.00',
  grossAmount: '1190.00',
  amount: '1190.00',
  purchaseOrder: 'PO-77',
  buyer: { name: 'Müller & Söhne GmbH', vatId: 'DE222222222', country: 'DE' },
  lines: [{ description: 'Spirit level', quantity: '10', unitPrice: '100.00', lineTotal: '1000.00' }],
};

async function post(body: string, messageId: string = newId(), tenant: Id = tenantId) {
  const bytes = Buffer.from(body);
  const answer = await run(systemScope(tenant, 'test'), ingestInvoices, {
    integrationId,
    source: 'generic',
    messageId,
    bodySha256: createHash('sha256').update(bytes).digest('hex'),
    body: bytes,
    payload: parseLosslessJson(bytes),
    today: '2026-11-21',
  });
  const value = JSON.parse(answer.body);
  return { ...answer, value, results: (value.results ?? [value]) as ItemResult[] };
}

describe('ingesting invoices', () => {
  test('one invoice becomes a document, its lines, numbers, open item and partner', async () => {
    const { status, results } = await post(JSON.stringify(invoice));
    expect(status).toBe(200);
    expect(results).toMatchObject([{ index: 0, outcome: 'ingested', problems: [] }]);
    const id = results[0]?.invoiceId as string;
    const [row] = await sql`SELECT * FROM invoices WHERE id = ${id}`;
    expect(row).toMatchObject({
      amount: '1190.0000',
      open_amount: '1190.0000',
      settlement: 'open',
      status: 'received',
    });
    const [item] = await sql`SELECT * FROM open_items WHERE invoice_id = ${id}`;
    expect(item).toMatchObject({ open_amount: '1190.0000', due_date: '2026-04-01' });
    const numbers =
      await sql`SELECT kind, normalised FROM document_references WHERE invoice_id = ${id} ORDER BY kind`;
    expect(numbers.map((n) => ({ ...n }))).toEqual([
      { kind: 'billing', normalised: 'INV2026417' },
      { kind: 'purchaseOrder', normalised: 'PO77' },
    ]);
    const [partner] =
      await sql`SELECT name, is_customer, vat_ids FROM business_partners WHERE tenant_id = ${tenantId}`;
    expect(partner).toMatchObject({
      name: 'Müller & Söhne GmbH',
      is_customer: true,
      vat_ids: ['DE222222222'],
    });
  });

  test('the same message again: the same answer, one effect; with another body: a conflict', async () => {
    const messageId = newId();
    const body = JSON.stringify({ ...invoice, externalId: 'A-2' });
    const [first, second] = await Promise.all([post(body, messageId), post(body, messageId)]);
    expect(second?.body).toBe(first?.body);
    const [count] =
      await sql`SELECT count(*)::int AS n FROM inbound_messages WHERE message_id = ${messageId}`;
    expect(count?.n).toBe(1);
    await expect(post(JSON.stringify(invoice), messageId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a known document is recognised, a changed one is a conflict', async () => {
    const changed = { ...invoice, amount: '1191.00', grossAmount: '1191.00', taxAmount: '191.00' };
    expect((await post(JSON.stringify(invoice))).results).toMatchObject([{ outcome: 'known' }]);
    const single = await post(JSON.stringify(changed));
    expect(single).toMatchObject({ status: 409, contentType: 'application/problem+json' });
    const many = await post(JSON.stringify([invoice, changed, { ...invoice, externalId: 'A-3' }]));
    expect(many.status).toBe(200);
    expect(many.results.map((r) => r.outcome)).toEqual(['known', 'conflict', 'ingested']);
  });

  test('a document that breaks a rule is kept as rejected, and a corrected one supersedes it', async () => {
    const wrong = {
      ...invoice,
      externalId: 'A-4',
      netAmount: '1010.00',
      grossAmount: '1200.00',
      amount: '1200.00',
    };
    const refused = await post(JSON.stringify(wrong));
    expect(refused.status).toBe(422);
    expect(refused.results[0]).toMatchObject({
      outcome: 'rejected',
      problems: [{ pointer: '/netAmount', code: 'BR-CO-10' }],
    });
    const id = refused.results[0]?.invoiceId as string;
    expect(await sql`SELECT 1 FROM open_items WHERE invoice_id = ${id}`).toHaveLength(0);
    expect((await post(JSON.stringify(wrong))).results).toMatchObject([
      { outcome: 'rejected', invoiceId: id },
    ]);
    const corrected = await post(JSON.stringify({ ...invoice, externalId: 'A-4' }));
    expect(corrected.results).toMatchObject([{ outcome: 'ingested', invoiceId: id }]);
    const [row] = await sql`SELECT status, version FROM invoices WHERE id = ${id}`;
    expect(row).toMatchObject({ status: 'received', version: 2 });
  });

  test('what lacks an amount is only in the message, with every bad field by its pointer', async () => {
    const { status, value } = await post('[{"documentNumber":"X","currency":"EURO","amount":1e3}]');
    expect(status).toBe(200);
    const pointers = value.results[0].problems.map((p: { pointer: string }) => p.pointer);
    expect(pointers).toEqual(['/0/currency', '/0/amount']);
    expect(value.results[0].invoiceId).toBeNull();
  });

  test('a number keeps all its digits', async () => {
    const exact =
      '{"externalId":"A-5","entity":"DE01","direction":"payable","documentNumber":"9","currency":"EUR","amount":9999999999999999.9999,"seller":{"name":"Big AG"}}';
    const id = (await post(exact)).results[0]?.invoiceId as string;
    const [row] = await sql`SELECT amount FROM invoices WHERE id = ${id}`;
    expect(row?.amount).toBe('9999999999999999.9999');
    const tooMany = await post(exact.replace('A-5', 'A-6').replace('.9999', '.99999'));
    expect(tooMany).toMatchObject({ status: 422, value: { problems: [{ pointer: '/amount' }] } });
  });

  test('two suppliers may use the same invoice number', async () => {
    const bill = {
      entity: 'DE01',
      direction: 'payable',
      documentNumber: '2026-100',
      documentDate: '2026-05-01',
      currency: 'EUR',
      amount: '10.00',
    };
    const both = await post(
      JSON.stringify([
        { ...bill, seller: { name: 'Stadtwerke', number: '70001' } },
        { ...bill, seller: { name: 'Ferri S.p.A.', number: '70002' } },
      ]),
    );
    expect(both.results.map((r) => r.outcome)).toEqual(['ingested', 'ingested']);
    expect(new Set(both.results.map((r) => r.invoiceId)).size).toBe(2);
  });

  test('the totals of what is open add up to the open items, credit notes counting negatively', async () => {
    await post(JSON.stringify({ ...invoice, externalId: 'A-7', type: 'creditNote' }));
    await post(
      JSON.stringify({
        ...invoice,
        externalId: 'A-8',
        amount: '-50.00',
        netAmount: null,
        taxAmount: null,
        grossAmount: null,
        lines: [],
      }),
    );
    const [note] = await sql`SELECT document_type, amount FROM invoices WHERE document_key = 'A-8'`;
    expect(note).toMatchObject({ document_type: 'creditNote', amount: '50.0000' });
    const [sums] = await sql`
      SELECT (SELECT sum(open_amount) FROM open_item_totals WHERE tenant_id = ${tenantId}) AS projected,
             (SELECT sum(CASE document_type WHEN 'creditNote' THEN -open_amount ELSE open_amount END) FROM open_items WHERE tenant_id = ${tenantId}) AS actual`;
    expect(sums?.projected).toBe(sums?.actual);
  });

  test('what the record cannot hold is rejected by itself, and the others come in', async () => {
    const small = (externalId: string) => ({ ...invoice, externalId });
    const lines = Array(9_000).fill({ lineTotal: '1.00', description: 'd'.repeat(120) });
    const large = { ...small('A-10'), netAmount: null, lines, buyer: { name: 'Never Seen Ltd' } };
    const { status, results } = await post(JSON.stringify([small('A-9'), large, small('A-11')]));
    expect(status).toBe(200);
    expect(results.map((r) => r.outcome)).toEqual(['ingested', 'rejected', 'ingested']);
    expect(results[1]).toMatchObject({
      invoiceId: null,
      problems: [{ pointer: '/1', code: 'document.tooLarge' }],
    });
    expect(await sql`SELECT 1 FROM business_partners WHERE name = 'Never Seen Ltd'`).toHaveLength(0);
  });

  test('many deliveries at once that each tell something new of one partner all come in', async () => {
    const bill = (n: number) => ({
      entity: 'DE01',
      direction: 'payable',
      documentNumber: `RACE-${n}`,
      currency: 'EUR',
      amount: '10.00',
      seller: { name: 'Wanted by All GmbH' },
      paymentMeans: [{ iban: `DE${n}` }],
    });
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => post(JSON.stringify(bill(n)))));
    expect(all.map(({ results }) => results[0]?.outcome)).toEqual(Array(40).fill('ingested'));
    const [accounts] = await sql`
      SELECT count(*)::int AS n, max(p.version) AS version FROM business_partner_accounts a JOIN business_partners p
        ON p.id = a.business_partner_id WHERE p.name = 'Wanted by All GmbH'`;
    expect(accounts).toEqual({ n: 40, version: 40 });
  });

  test('a document over nothing is paid, and one in instalments is due with the last of them', async () => {
    const part = (number: number, dueDate: string) => ({ number, dueDate, amount: '595.00' });
    const instalments = [part(1, '2026-07-01'), part(2, '2026-05-01')];
    const nothing = {
      ...invoice,
      externalId: 'A-12',
      amount: '0.00',
      netAmount: null,
      taxAmount: null,
      lines: [],
    };
    await post(JSON.stringify([nothing, { ...invoice, externalId: 'A-13', instalments }]));
    const rows = await sql`
      SELECT settlement, due_date FROM invoices WHERE document_key IN ('A-12', 'A-13') ORDER BY document_key`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { settlement: 'paid', due_date: '2026-04-01' },
      { settlement: 'open', due_date: '2026-07-01' },
    ]);
  });

  test('a delivery is bounded in items and in lines', () => {
    const withLines = (n: number) => ({ lines: Array(n).fill({}) });
    expect(() => assertPayload(Array(500).fill(withLines(100)))).not.toThrow();
    expect(() => assertPayload(Array(501).fill({}))).toThrow(/500 invoices/);
    expect(() => assertPayload(Array(6).fill(withLines(10_000)))).toThrow(/50000 lines/);
  });
});
