import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic } from '../account-number.ts';
import type { Bai2Amount } from './amounts.ts';
import type { Funds } from './funds.ts';
import { type LabelledParts, labelledParts } from './labels.ts';
import type { TypeCode } from './type-codes.ts';

/** Most rows have no charges or details: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

/** A transaction detail record (16), as read. */
export type Transaction = {
  typeCode: TypeCode;
  amount: Bai2Amount;
  funds: Funds;
  bankReference: string;
  customerReference: string;
  text: string;
  line: number;
};

/** Effect on the account: a negative credit takes money away. */
export function directionOf({ typeCode, amount }: Transaction): ParsedRow['direction'] {
  return (typeCode.kind === 'debit') !== amount.negative ? 'debit' : 'credit';
}

export function makeRow(
  transaction: Transaction,
  rowNumber: number,
  bookingDate: string,
  currency: string,
): ParsedRow {
  const { typeCode, amount, funds, bankReference, customerReference, text, line } = transaction;
  const direction = directionOf(transaction);
  const parts = labelledParts(text);
  const reference = given(customerReference);
  return {
    rowNumber,
    bookingDate,
    valueDate: funds.valueDate,
    amount: amount.amount,
    direction,
    currency,
    isReversal: typeCode.isReversal || amount.negative,
    status: typeCode.kind === 'information' ? 'information' : 'booked',
    balanceAfter: null,
    reference,
    bankReference: given(bankReference),
    endToEndId: parts.EREF,
    mandateId: null,
    uetr: uetrOf(text),
    chequeNumber: parts.CHKN ?? (typeCode.isCheque ? chequeNumber(reference) : null),
    transactionCode: typeCode.code,
    businessCode: null,
    counterparty: counterpartyOf(parts, direction),
    ultimateParty: null,
    description: text.replace(/\s{2,}/g, ' ') || (typeCode.name ?? ''),
    remittance: { unstructured: parts.REMI, structured: NONE },
    instructedAmount: null,
    exchangeRate: null,
    charges: NONE,
    returnReason: typeCode.isReturn ? returnReason(text) : null,
    originalAmount: null,
    availability: funds.availability,
    batch: null,
    parentRow: null,
    details: NONE,
    line,
  };
}

/** What banks write where there is no reference. */
const NO_REFERENCE = /^(?:0*|NONREF|NOTPROVIDED|NONE|N\/A)$/i;

function given(reference: string): string | null {
  const first = reference.charCodeAt(0);
  // Most references begin neither with 0 nor with N.
  if (first !== 48 && first !== 78 && first !== 110 && reference !== '') return reference;
  return NO_REFERENCE.test(reference) ? null : reference;
}

function chequeNumber(reference: string | null): string | null {
  return reference !== null && /^\d{1,15}$/.test(reference) ? reference : null;
}

const UETR = /\bUETR\W{0,3}([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\b/i;

function uetrOf(text: string): string | null {
  return text.includes('-') ? (UETR.exec(text)?.[1]?.toLowerCase() ?? null) : null;
}

/** The other side: the debtor of a credit, the creditor of a debit, or the originator of an ACH entry. */
function counterpartyOf(
  parts: Readonly<LabelledParts>,
  direction: ParsedRow['direction'],
): ParsedRow['counterparty'] {
  const isCredit = direction === 'credit';
  const bic = isCredit ? parts.DBIC : parts.CBIC;
  return {
    name: (isCredit ? parts.DBNM : parts.CRNM) ?? parts['ORIG CO NAME'],
    account: isCredit ? parts.DACT : parts.CACT,
    bic: bic === null ? null : asBic(bic),
  };
}

/** Return codes of the ACH network (Nacha Operating Rules, Appendix Four): R01 to R85. */
const ACH_RETURN = /\bR(?:0[1-9]|[1-7]\d|8[0-5])\b/;

function returnReason(text: string): ParsedRow['returnReason'] {
  const code = ACH_RETURN.exec(text)?.[0] ?? null;
  const words = /\bReturn Reason:\s*"([^"]+)"/i.exec(text)?.[1] ?? null;
  return code === null && words === null ? null : { code, text: words };
}
