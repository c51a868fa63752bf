import type { CalendarDate } from '#lib/dates.ts';
import type { Document } from './model.ts';
import type { Chance } from './random.ts';

type Cited = readonly Pick<Document, 'number' | 'documentDate' | 'purchaseOrder'>[];

/** "16.11." */
export function germanDay(date: CalendarDate): string {
  return `${date.slice(8)}.${date.slice(5, 7)}.`;
}

/** The number as people shorten it: INV-2026-00417 → 2026/00417. */
export function shortened(number: string): string {
  return number.replace(/^[A-Z]+-/, '').replace('-', '/');
}

/** How each customer writes what it pays; ASCII, as banks carry it. */
const CUSTOMERS: Record<string, (cited: Cited) => string> = {
  '10448': (cited) =>
    `RG ${list(cited, ' + ')}${cited[0] ? ` VOM ${germanDay(cited[0].documentDate)}` : ''} KD 10448`,
  '10512': (cited) => `FAKTURA ${list(cited, ', ')}`,
  '10603': (cited) => `HALDEN ${list(cited, ' ')}`,
  'C-2041': (cited) =>
    `INV ${list(cited, ', ')}${cited[0]?.purchaseOrder ? ` ${cited[0].purchaseOrder}` : ''}`,
  '10690': (cited) => `SALDO FATT ${list(cited, ' ')}`,
  '10734': (cited) => `INVOICE ${list(cited, ' ')}`,
  '10781': (cited) => `HALDEN ${list(cited, ' / ')}`,
  '10802': (cited) => `${list(cited, ' ')} ABONNEMANG`,
};

/** What the customer writes when it pays these documents. */
export function customerText(customer: string, cited: Cited): string {
  const text = CUSTOMERS[customer];
  if (!text) throw new RangeError(`Nobody knows how customer ${customer} writes.`);
  return text(cited);
}

/** What a hurried customer writes: the end of the number, only its own order, or nothing that helps. */
export function carelessText(cited: Cited, chance: Chance): string {
  const [first] = cited;
  const tail = `INV ${first?.number.slice(-5) ?? ''}`;
  const order = first?.purchaseOrder ? `ORDER ${first.purchaseOrder}` : 'PAYMENT';
  return chance.pick([tail, order, 'PAYMENT AS PER STATEMENT', 'PAYMENT THANK YOU']);
}

/** What we write to a supplier: its numbers. */
export function supplierText(cited: Cited, german: boolean): string {
  return german ? `RE ${list(cited, ', ')}` : `INVOICE ${list(cited, ', ')}`;
}

function list(cited: Cited, separator: string): string {
  return cited.map(({ number }) => number).join(separator);
}
