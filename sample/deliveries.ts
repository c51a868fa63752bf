import { addDays, type CalendarDate, weekday } from '#lib/dates.ts';
import { latest, type Period } from './calendar.ts';
import { invoiceObject } from './invoice-object.ts';
import type { Document, EntityCode } from './model.ts';
import type { Chance } from './random.ts';

/** One signed request: `body` is posted as it is, under `webhookId`, through the integration of that name. */
export type Delivery = { at: string; integration: string; webhookId: string; body: string };

export const INTEGRATIONS: Record<EntityCode, { name: string; source: string }> = {
  DE01: { name: 'SAP Halden GmbH', source: 'sap' },
  US01: { name: 'NetSuite Halden Inc.', source: 'netsuite' },
};

/** The last business days of which documents come every evening; before that they come once a week. */
const NIGHTLY_DAYS = 20;

/** All documents as requests in the order of time, one sent twice, and one that must be refused. */
export function deliveriesOf(documents: readonly Document[], period: Period, chance: Chance): Delivery[] {
  const webhookId = (): string => `msg_${chance.hex(24)}`;
  const nightlyFrom = period.back(NIGHTLY_DAYS - 1);
  const batches = Map.groupBy(documents, ({ entity, documentDate }) =>
    [documentDate < nightlyFrom ? fridayOf(documentDate) : documentDate, entity].join(' '),
  );
  const regular = [...batches.values()].map((batch): Delivery => {
    const date = latest(batch.map(({ documentDate }) => documentDate));
    const objects = batch.map(invoiceObject);
    return {
      at: `${date}T17:30:00Z`,
      integration: INTEGRATIONS[batch[0]?.entity ?? 'DE01'].name,
      webhookId: webhookId(),
      body: JSON.stringify(objects.length === 1 ? objects[0] : objects),
    };
  });
  return [
    ...regular,
    sentTwice(documents, period, webhookId()),
    rejected(documents, period, webhookId()),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The ERP sends an invoice again, unchanged, as a message of its own. */
function sentTwice(documents: readonly Document[], period: Period, webhookId: string): Delivery {
  const document = documents.findLast(
    ({ direction, entity, documentDate }) =>
      direction === 'receivable' && entity === 'DE01' && documentDate <= period.back(6),
  );
  if (!document) throw new RangeError('There is no invoice to send twice.');
  return {
    at: `${addDays(document.documentDate, 1)}T09:05:00Z`,
    integration: INTEGRATIONS.DE01.name,
    webhookId,
    body: JSON.stringify(invoiceObject(document)),
  };
}

/** Its one line says 1000.00, its totals say 1010.00. */
function rejected(documents: readonly Document[], period: Period, webhookId: string): Delivery {
  const model = documents.findLast(({ partner, type }) => partner === '70044' && type === 'invoice');
  if (!model) throw new RangeError('There is no invoice to get wrong.');
  const date = period.back(3);
  const right = invoiceObject({
    ...model,
    externalId: `DE01-${date.slice(0, 4)}-5100000417`,
    number: `${date.slice(0, 4)}-R${Number(date.slice(5, 7))}${date.slice(8)}`,
    documentDate: date,
    dueDate: addDays(date, 45),
    lines: [
      {
        description: 'Lente asférica Ø 25 mm',
        quantity: 8,
        unitPrice: 12_500n,
        taxCategory: 'K',
        taxRate: 0,
      },
    ],
    net: 100_000n,
    tax: 0n,
    gross: 100_000n,
    instalments: [],
  });
  const wrong = { ...right, netAmount: '1010.00', grossAmount: '1010.00', amount: '1010.00' };
  return {
    at: `${date}T11:20:00Z`,
    integration: INTEGRATIONS.DE01.name,
    webhookId,
    body: JSON.stringify(wrong),
  };
}

/** The Friday of the date's week, as the key of a week. */
function fridayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 5 - weekday(date));
}
