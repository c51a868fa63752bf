import type { CalendarDate } from '#lib/dates.ts';

/** Money in the currency's minor units (cents; whole yen). Signed where the text says so. */
export type Minor = bigint;

export type EntityCode = 'DE01' | 'US01';
export type AccountKey = 'eurMain' | 'eurPool' | 'usd' | 'gbp' | 'jpy';

export type Entity = {
  code: EntityCode;
  name: string;
  country: string;
  vatIds: string[];
  baseCurrency: string;
};

export type Account = {
  entity: EntityCode;
  iban: string | null;
  other: string | null;
  bic: string;
  currency: string;
  bank: string;
  shortName: string;
  type: 'current' | 'deposit';
  statementSchedule: 'businessDays' | 'onMovement';
  /** Wall-clock time of the next business day by which a day's statement should have come. */
  dueTime: string;
  /** Decimal string, never signed. */
  overdraftLimit: string | null;
  glAccount: string;
  openedOn: CalendarDate;
};

export type PartnerAccount = { iban: string | null; other: string | null; bic: string };

export type Partner = {
  number: string;
  name: string;
  country: string;
  vatId: string | null;
  accounts: PartnerAccount[];
  aliases: string[];
  kind: 'customer' | 'supplier';
};

/** 1 base = rate quote. */
export type Rate = { date: CalendarDate; base: string; quote: string; rate: string };

export type DocumentLine = {
  description: string;
  quantity: number;
  unitPrice: Minor;
  taxCategory: string;
  /** Whole percent. */
  taxRate: number;
};

export type Instalment = { number: number; dueDate: CalendarDate; amount: Minor };

/** What a document is in the story, for those that are in it on purpose. */
export type StoryRole =
  | 'discountTakenLate'
  | 'threeInOne'
  | 'wireFee'
  | 'withholding'
  | 'withoutNumber'
  | 'shortNumber'
  | 'twoAlike'
  | 'paidInPart'
  | 'paidAndReturned'
  | 'creditNote'
  | 'sameNumber'
  | 'inDispute';

/** A document of the ERP; amounts are never signed. */
export type Document = {
  externalId: string;
  entity: EntityCode;
  direction: 'payable' | 'receivable';
  type: 'invoice' | 'creditNote';
  /** The partner's number. */
  partner: string;
  number: string;
  currency: string;
  documentDate: CalendarDate;
  dueDate: CalendarDate;
  paymentTerms: string;
  discounts: { percent: number; until: CalendarDate }[];
  lines: DocumentLine[];
  net: Minor;
  tax: Minor;
  gross: Minor;
  instalments: Instalment[];
  purchaseOrder: string | null;
  precedingInvoices: string[];
  story: StoryRole | null;
};

/** Cash that settles (part of) an open item: `instalment` is null for a document without instalments. */
export type Allocation = {
  externalId: string;
  instalment: number | null;
  /** Cash, never signed, in the document's currency. */
  amount: Minor;
  difference: { reason: 'discount' | 'discountLate' | 'bankCharge' | 'withholdingTax'; amount: Minor } | null;
};

/** What a bank row is in truth. */
export type Answer =
  | { kind: 'documents'; allocations: Allocation[] }
  | { kind: 'noDocument'; reason: string };

/** One entry on one of the group's accounts, as the bank books it. */
export type Movement = {
  account: AccountKey;
  bookingDate: CalendarDate;
  valueDate: CalendarDate;
  /** Signed: cash in is positive. */
  amount: Minor;
  reversal: boolean;
  /** SWIFT transaction type: TRF, CHG, DDT, … */
  code: string;
  /** German transaction code and its words ("166", "GUTSCHR. UEBERWEISUNG"). */
  gvc: string;
  bookingText: string;
  /** What the payer wrote; ASCII. */
  purpose: string;
  endToEndId: string | null;
  mandate: { id: string; creditor: string } | null;
  party: { name: string; account: string | null; bic: string | null };
  answer: Answer;
};
