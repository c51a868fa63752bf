import type { ParsedRow } from '../parsed-statement.ts';

/** Most rows have no charges or details: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

type Required = 'bookingDate' | 'amount' | 'direction' | 'currency' | 'description' | 'line';

export type BookedRow = Omit<ParsedRow, 'rowNumber'>;

/** A booked row of which the format says what is given, and nothing else. */
export function bookedRow(given: Pick<ParsedRow, Required> & Partial<BookedRow>): BookedRow {
  return {
    valueDate: null,
    isReversal: false,
    status: 'booked',
    balanceAfter: null,
    reference: null,
    bankReference: null,
    endToEndId: null,
    mandateId: null,
    uetr: null,
    chequeNumber: null,
    transactionCode: null,
    businessCode: null,
    counterparty: { name: null, account: null, bic: null },
    ultimateParty: null,
    remittance: { unstructured: null, structured: NONE },
    instructedAmount: null,
    exchangeRate: null,
    charges: NONE,
    returnReason: null,
    originalAmount: null,
    availability: NONE,
    batch: null,
    parentRow: null,
    details: NONE,
    ...given,
  };
}
