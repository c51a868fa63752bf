import { addDays, type CalendarDate } from '#lib/dates.ts';
import { percentOf, sum } from './amounts.ts';
import type { Document, DocumentLine, Instalment, Minor } from './model.ts';
import type { Numbered } from './numbering.ts';
import type { Chance } from './random.ts';

/** Lines of one tax category and rate, added up. */
export type TaxTotal = { category: string; rate: number; base: Minor; amount: Minor };

/** The documents of numbered orders, in their order; a credit note names the partner's invoice before it. */
export function documentsOf(orders: readonly Numbered[], chance: Chance): Document[] {
  const latest = new Map<string, string>();
  return orders.map((order) => {
    const document = documentOf(order, chance);
    if (document.type === 'invoice') latest.set(document.partner, document.number);
    const preceding = latest.get(document.partner);
    return document.type === 'creditNote' && preceding
      ? { ...document, precedingInvoices: [preceding] }
      : document;
  });
}

/** The document of a numbered order, with totals that add up exactly: Σ lines = net, net + Σ tax = gross. */
function documentOf(order: Numbered, chance: Chance): Document {
  const { partner, documentDate, lines } = order;
  const net = sum(lines.map(lineTotal));
  const tax = sum(taxTotals(lines).map(({ amount }) => amount));
  const gross = net + tax;
  const instalments = order.instalments ? instalmentsOf(documentDate, gross, partner.termsDays) : [];
  return {
    externalId: order.externalId,
    entity: partner.entity,
    direction: partner.kind === 'customer' ? 'receivable' : 'payable',
    type: order.type,
    partner: partner.number,
    number: order.number,
    currency: partner.currency,
    documentDate,
    dueDate: instalments.at(-1)?.dueDate ?? addDays(documentDate, partner.termsDays),
    ...termsOf(order, instalments),
    lines,
    net,
    tax,
    gross,
    instalments,
    purchaseOrder: chance.happens(45) ? `PO-${chance.integer(61_000, 79_999)}` : null,
    precedingInvoices: [],
    story: order.story,
  };
}

/** Quantity × unit price, in minor units. */
export function lineTotal(line: DocumentLine): Minor {
  return BigInt(line.quantity) * line.unitPrice;
}

/** Tax per category and rate, each rounded once on its base (EN 16931, BR-CO-17). */
export function taxTotals(lines: readonly DocumentLine[]): TaxTotal[] {
  const groups = Map.groupBy(lines, (line) => `${line.taxCategory}/${line.taxRate}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const base = sum(group.map(lineTotal));
    return [
      { category: first.taxCategory, rate: first.taxRate, base, amount: percentOf(base, first.taxRate) },
    ];
  });
}

/** Three parts: a third each, the last one takes what does not divide. */
function instalmentsOf(date: CalendarDate, gross: Minor, days: number): Instalment[] {
  const third = gross / 3n;
  return [
    { number: 1, dueDate: addDays(date, days), amount: third },
    { number: 2, dueDate: addDays(date, days + 30), amount: third },
    { number: 3, dueDate: addDays(date, days + 60), amount: gross - 2n * third },
  ];
}

function termsOf(order: Numbered, instalments: readonly Instalment[]) {
  const { termsDays, discount } = order.partner;
  if (order.type === 'creditNote') return { paymentTerms: 'Credited against open invoices', discounts: [] };
  if (instalments.length > 0) {
    return { paymentTerms: `Three instalments, the first within ${termsDays} days`, discounts: [] };
  }
  if (!discount) return { paymentTerms: `Net ${termsDays} days`, discounts: [] };
  return {
    paymentTerms: `${discount.percent} % within ${discount.days} days, net ${termsDays} days`,
    discounts: [{ percent: discount.percent, until: addDays(order.documentDate, discount.days) }],
  };
}
