import { amountText } from './amounts.ts';
import { lineTotal, taxTotals } from './documents.ts';
import { ACCOUNTS, ENTITIES } from './group.ts';
import type { Document } from './model.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { partnerOf } from './partners.ts';

/** Letters of UN/CEFACT 1001 for what we send. */
const TYPE_CODES = { invoice: '380', creditNote: '381' } as const;

/** The body that the ERP posts for a document: the parsed invoice's shape, and who sends it about whom. */
export function invoiceObject(document: Document): Record<string, unknown> {
  const partner = partnerOf(document.partner);
  const money = (amount: bigint): string => amountText(amount, document.currency);
  const parties = [entityParty(document), partnerParty(partner)];
  const [seller, buyer] = document.direction === 'receivable' ? parties : parties.toReversed();
  return {
    externalId: document.externalId,
    entity: document.entity,
    direction: document.direction,
    documentType: document.type,
    ...erpFields(document),
    documentNumber: document.number,
    type: document.type,
    typeCode: TYPE_CODES[document.type],
    documentDate: document.documentDate,
    dueDate: document.dueDate,
    currency: document.currency,
    netAmount: money(document.net),
    taxAmount: money(document.tax),
    grossAmount: money(document.gross),
    amount: money(document.gross),
    purchaseOrder: document.purchaseOrder,
    precedingInvoices: document.precedingInvoices,
    paymentTerms: document.paymentTerms,
    discounts: document.discounts.map(({ percent, until }) => ({
      percent: String(percent),
      until,
      base: null,
    })),
    instalments: document.instalments.map(({ number, dueDate, amount }) => ({
      number,
      dueDate,
      amount: money(amount),
    })),
    paymentMeans: [paymentMeans(document, partner)],
    seller,
    buyer,
    taxes: taxTotals(document.lines).map(({ category, rate, base, amount }) => ({
      category,
      rate: String(rate),
      base: money(base),
      amount: money(amount),
    })),
    lines: document.lines.map((line, index) => ({
      id: String(index + 1),
      description: line.description,
      quantity: String(line.quantity),
      unit: 'C62',
      unitPrice: money(line.unitPrice),
      lineTotal: money(lineTotal(line)),
      taxCategory: line.taxCategory,
      taxRate: String(line.taxRate),
      glAccount: null,
    })),
  };
}

/** SAP's own key of a document: number, year and the module that booked it. NetSuite has but its id. */
function erpFields({ entity, externalId, direction, documentDate }: Document) {
  if (entity === 'US01') return {};
  return {
    erpNumber: externalId.split('-').at(-1),
    origin: direction === 'payable' ? 'MM' : 'SD',
    fiscalYear: Number(documentDate.slice(0, 4)),
    postingDate: documentDate,
  };
}

function entityParty({ entity }: Document) {
  const { name, vatIds, country } = ENTITIES[entity];
  return { name, vatId: vatIds[0] ?? null, legalId: null, endpoint: null, country };
}

function partnerParty({ number, name, vatId, country }: PartnerProfile) {
  return { name, number, vatId, legalId: null, endpoint: null, country };
}

/** Where the money is to go: to us for what we sold, to the supplier for what we bought. */
function paymentMeans(document: Document, partner: PartnerProfile) {
  const [supplier] = partner.accounts;
  const target = document.direction === 'receivable' ? ACCOUNTS[partner.account] : supplier;
  return {
    code: document.currency === 'EUR' ? '58' : '30',
    iban: target?.iban ?? null,
    account: target?.other ?? null,
    bic: target?.bic ?? null,
    accountName: document.direction === 'receivable' ? ENTITIES[document.entity].name : partner.name,
    mandateId: null,
    debitedAccount: null,
  };
}
