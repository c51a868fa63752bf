import { describe, expect, test } from 'vitest';
import {
  decideIngest,
  evolveInvoice,
  type InvoiceEvent,
  type InvoiceState,
  identify,
  initialInvoice,
} from './decide.ts';
import { documentInput } from './input.ts';

const tenantId = '01890000-0000-7000-8000-000000000001';
const company = {
  defaultPaymentTermsDays: 30,
  entities: [
    { code: 'DE01', vatIds: ['DE111111111'] },
    { code: 'US01', vatIds: [] },
  ],
};

const base = {
  documentNumber: 'INV-1',
  currency: 'EUR',
  amount: '119.00',
  entity: 'DE01',
  direction: 'receivable',
  documentDate: '2026-03-02',
  buyer: { name: 'Aurora Optik AB', number: 'C-9' },
};

function identified(changes: Record<string, unknown> = {}, source = 'generic') {
  const item = identify(documentInput.parse({ ...base, ...changes }), source, company);
  if ('problems' in item) throw new Error(JSON.stringify(item.problems));
  return item;
}

/** Given what happened, when this item comes in, then … */
function when(
  given: readonly InvoiceEvent[],
  changes: Record<string, unknown> = {},
  contentHash = 'a'.repeat(64),
) {
  const state = given.reduce<InvoiceState>(evolveInvoice, initialInvoice);
  return decideIngest(state, identified(changes), {
    tenantId,
    source: 'generic',
    company,
    contentHash,
    inboundMessageId: tenantId,
    today: '2026-11-21',
  });
}

const eventOf = (decision: ReturnType<typeof when>) => {
  if (!('event' in decision) || !decision.event) throw new Error(decision.outcome);
  return decision.event;
};

describe('an item that comes in', () => {
  test('given nothing, a good one is ingested with one open item, due by the usual terms', () => {
    const event = eventOf(when([]));
    expect(event).toMatchObject({
      type: 'InvoiceIngested',
      data: { amount: '119.00', openItems: [{ instalment: 1, amount: '119.00', dueDate: '2026-04-01' }] },
    });
  });

  test('given instalments, each is an open item; they must add up', () => {
    const parts = [
      { number: 1, dueDate: '2026-04-01', amount: '59.50' },
      { number: 2, dueDate: '2026-05-01', amount: '59.50' },
    ];
    const event = eventOf(when([], { instalments: parts }));
    expect(event.type === 'InvoiceIngested' && event.data.openItems.map((item) => item.amount)).toEqual([
      '59.50',
      '59.50',
    ]);
    expect(when([], { instalments: parts.slice(1) })).toMatchObject({
      outcome: 'rejected',
      problems: [{ pointer: '/instalments', code: 'instalments.sum' }],
    });
  });

  test('given instalments of both signs, it is rejected: what is open has no sign of its own', () => {
    const part = (amount: string) => ({ number: 1, dueDate: '2026-04-01', amount });
    expect(when([], { instalments: [part('219.00'), part('-100.00')] })).toMatchObject({
      outcome: 'rejected',
      problems: [{ pointer: '/instalments/1/amount', code: 'instalments.sign' }],
    });
    expect(when([], { amount: '-119.00', instalments: [part('-119.00')] }).outcome).toBe('ingested');
  });

  test('given it was ingested, the same is known and another is a conflict', () => {
    const ingested = eventOf(when([]));
    expect(when([ingested]).outcome).toBe('known');
    expect(when([ingested], {}, 'b'.repeat(64)).outcome).toBe('conflict');
  });

  test('given it was rejected, the same is told so again without an event, and a corrected one is ingested', () => {
    const wrong = { netAmount: '100.00', taxAmount: '20.00', grossAmount: '119.00' };
    const rejected = eventOf(when([], wrong));
    expect(rejected.type).toBe('InvoiceRejected');
    expect(when([rejected], wrong)).toMatchObject({ outcome: 'rejected', event: null });
    expect(when([rejected], {}, 'b'.repeat(64)).outcome).toBe('ingested');
  });

  test.each([
    ['invoice', '-50.00', 'creditNote', '50.00'],
    ['creditNote', '-50.00', 'invoice', '50.00'],
    ['creditNote', '50.00', 'creditNote', '50.00'],
    ['downPayment', '-50.00', 'creditNote', '50.00'],
    ['other', '-50.00', 'creditNote', '50.00'],
  ])('a %s over %s is a %s over %s', (documentType, amount, type, stored) => {
    expect(eventOf(when([], { documentType, amount })).data).toMatchObject({
      documentType: type,
      amount: stored,
    });
  });
});

describe('what identifies a document', () => {
  test('is what each source says', () => {
    const sap = { erpNumber: '5100000417', fiscalYear: '2026', origin: 'MM' };
    expect(identified(sap, 'sap').documentKey).toBe('DE01/2026/5100000417/MM');
    expect(identified({ externalId: '77' }, 'netsuite').documentKey).toBe('77');
    expect(identified().documentKey).toBe('DE01/receivable/C-9/INV-1/2026');
    const bill = {
      direction: 'payable',
      seller: { name: 'Ferri S.p.A.', vatId: 'IT00743110157' },
      buyer: null,
    };
    expect(identified(bill, 'einvoice').documentKey).toBe('IT00743110157/INV-1/2026');
    expect(identified({}, 'einvoice').documentKey).toBe('issued/INV-1');
  });

  test('a slash in a name or number does not move the border between the two', () => {
    const keyOf = (number: string, documentNumber: string) =>
      identified({ direction: 'payable', buyer: null, seller: { name: 'X', number }, documentNumber })
        .documentKey;
    expect(keyOf('7/A', '12')).not.toBe(keyOf('7', 'A/12'));
    expect(keyOf('7/A', '12')).not.toBe(keyOf('7~1A', '12'));
  });

  test('two suppliers with one number are two documents', () => {
    const keyOf = (number: string) =>
      identified({ direction: 'payable', buyer: null, seller: { name: 'X', number } }).documentKey;
    expect(keyOf('1')).not.toBe(keyOf('2'));
  });

  test('owner and direction follow from our VAT id', () => {
    const ours = { entity: null, direction: null, seller: { name: 'Halden GmbH', vatId: 'DE 111 111 111' } };
    expect(identified(ours)).toMatchObject({ entity: 'DE01', direction: 'receivable' });
  });

  test('what cannot be told is said with its place', () => {
    const item = identify(
      documentInput.parse({ ...base, amount: null, entity: 'XX', direction: null }),
      'generic',
      company,
    );
    expect('problems' in item && item.problems.map((problem) => problem.pointer)).toEqual([
      '/amount',
      '/entity',
      '/direction',
    ]);
  });
});
