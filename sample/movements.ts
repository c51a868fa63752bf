import type { CalendarDate } from '#lib/dates.ts';
import type { AccountKey, Allocation, Answer, Minor, Movement } from './model.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { accountOf } from './partners.ts';

/** How banks name each kind of entry: SWIFT type, German transaction code, its words; and why no document explains it. */
const KINDS = {
  incoming: { code: 'TRF', gvc: '166', bookingText: 'GUTSCHR. UEBERWEISUNG', reason: 'Other receipt' },
  outgoing: { code: 'TRF', gvc: '116', bookingText: 'SEPA-UEBERWEISUNG', reason: 'Other payment' },
  salary: { code: 'TRF', gvc: '153', bookingText: 'LOHN/GEHALT', reason: 'Salaries' },
  tax: { code: 'TRF', gvc: '116', bookingText: 'SEPA-UEBERWEISUNG', reason: 'Taxes' },
  socialSecurity: {
    code: 'DDT',
    gvc: '105',
    bookingText: 'FIRMENLASTSCHRIFT',
    reason: 'Social security',
  },
  directDebit: { code: 'DDT', gvc: '105', bookingText: 'FOLGELASTSCHRIFT', reason: 'Running costs' },
  card: { code: 'MSC', gvc: '106', bookingText: 'KARTENZAHLUNG', reason: 'Company card' },
  expenses: { code: 'TRF', gvc: '116', bookingText: 'SEPA-UEBERWEISUNG', reason: 'Employee expenses' },
  cardSettlement: {
    code: 'TRF',
    gvc: '166',
    bookingText: 'GUTSCHR. UEBERWEISUNG',
    reason: 'Card sales of the web shop',
  },
  fee: { code: 'CHG', gvc: '808', bookingText: 'ENTGELTABSCHLUSS', reason: 'Bank fee' },
  interest: { code: 'INT', gvc: '814', bookingText: 'ZINSABSCHLUSS', reason: 'Interest' },
  transfer: { code: 'TRF', gvc: '116', bookingText: 'UEBERTRAG', reason: 'Transfer between own accounts' },
  sweep: { code: 'CMS', gvc: '833', bookingText: 'CASH POOLING', reason: 'Pool sweep' },
  returnedDebit: {
    code: 'RTI',
    gvc: '109',
    bookingText: 'STORNO LASTSCHRIFT',
    reason: 'Reversed direct debit',
  },
  returnedPayment: { code: 'RTI', gvc: '159', bookingText: 'RUECKUEBERWEISUNG', reason: 'Returned payment' },
} as const;

export type MovementKind = keyof typeof KINDS;

type Details = {
  account: AccountKey;
  date: CalendarDate;
  valueDate?: CalendarDate;
  amount: Minor;
  purpose: string;
  party: { name: string; account?: string; bic?: string };
  endToEndId?: string;
  mandate?: { id: string; creditor: string };
  answer?: Answer;
};

/** A movement of a kind; without an answer it is what its kind always is, and no document explains it. */
export function movement(kind: MovementKind, details: Details): Movement {
  const { reason, ...names } = KINDS[kind];
  return {
    ...names,
    account: details.account,
    bookingDate: details.date,
    valueDate: details.valueDate ?? details.date,
    amount: details.amount,
    reversal: kind === 'returnedDebit' || kind === 'returnedPayment',
    purpose: details.purpose,
    endToEndId: details.endToEndId ?? null,
    mandate: details.mandate ?? null,
    party: { account: null, bic: null, ...details.party },
    answer: details.answer ?? { kind: 'noDocument', reason },
  };
}

/** Money from or to a partner that settles documents: positive is a customer's payment. */
export function settlement(
  partner: PartnerProfile,
  date: CalendarDate,
  purpose: string,
  allocations: readonly Allocation[],
  options: { valueDate?: CalendarDate; endToEndId?: string } = {},
): Movement {
  const cash = allocations.reduce((total, { amount }) => total + amount, 0n);
  const { number, bic } = accountOf(partner);
  return movement(partner.kind === 'customer' ? 'incoming' : 'outgoing', {
    ...options,
    account: partner.account,
    date,
    amount: partner.kind === 'customer' ? cash : -cash,
    purpose,
    party: { name: partner.bankName, account: number, bic },
    answer: { kind: 'documents', allocations: [...allocations] },
  });
}
