import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { type AmountProblem, decimalsOf } from '../amounts.ts';
import { ofxAmount, ofxDate, ofxRate } from './values.ts';

/** Most rows have no charges, details or references: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

/** A transaction (STMTTRN): its elements by name, those of its aggregates as "PAYEE.NAME". */
export type Transaction = {
  fields: ReadonlyMap<string, string>;
  /** It stands in the list of what is not booked yet (STMTTRNP). */
  pending: boolean;
  line: number;
};

export type ReadRow = { row: ParsedRow; negative: boolean; adjusted: boolean };

/** A row out of a transaction (OFX 2.3, section 11.4.4), or what is wrong with it. */
export function makeRow(
  { fields, pending, line }: Transaction,
  rowNumber: number,
  currency: string,
): ReadRow | AmountProblem {
  const get = (name: string): string | null => fields.get(name) ?? null;
  const booked = get('DTPOSTED') ?? get('DTTRAN') ?? '';
  const bookingDate = ofxDate(booked);
  if (!bookingDate) return { code: 'date.invalid', message: `“${booked}” is no date of booking.` };
  const availableText = get('DTAVAIL');
  const available = availableText === null ? null : ofxDate(availableText);
  const foreign = currencyOf(get('CURRENCY.CURSYM') ?? get('CURRENCY.CURRENCY'));
  const amount = ofxAmount(get('TRNAMT') ?? '', decimalsOf(foreign ?? currency));
  if ('code' in amount) return amount;
  const name = get('NAME') ?? get('PAYEE.NAME') ?? get('PAYEE.PAYEE') ?? get('EXTDNAME');
  const row: ParsedRow = {
    rowNumber,
    bookingDate: bookingDate.date,
    valueDate: available?.date ?? null,
    amount: amount.amount,
    direction: amount.negative ? 'debit' : 'credit',
    currency: foreign ?? currency,
    isReversal: false,
    status: statusOf(fields, pending),
    balanceAfter: null,
    reference: get('REFNUM'),
    bankReference: get('FITID'),
    endToEndId: null,
    mandateId: null,
    uetr: null,
    chequeNumber: chequeNumber(get('CHECKNUM')),
    transactionCode: get('TRNTYPE')?.toUpperCase() ?? null,
    businessCode: null,
    counterparty: {
      name,
      account: accountOf(get('BANKACCTTO.ACCTID') ?? get('CCACCTTO.ACCTID')),
      bic: asBic(get('BANKACCTTO.BANKID') ?? ''),
    },
    ultimateParty: null,
    description: description(name, get('EXTDNAME'), get('MEMO')),
    remittance: { unstructured: get('MEMO'), structured: NONE },
    instructedAmount: null,
    exchangeRate: exchangeRate(fields, currency),
    charges: NONE,
    returnReason: null,
    originalAmount: null,
    availability: NONE,
    batch: null,
    parentRow: null,
    details: NONE,
    line,
  };
  const adjusted = bookingDate.adjusted || available?.adjusted === true;
  return { row, negative: amount.negative, adjusted };
}

/** A row that deletes an earlier one (CORRECTACTION) is only information: the earlier one is in another file. */
function statusOf(fields: ReadonlyMap<string, string>, pending: boolean): ParsedRow['status'] {
  if (fields.get('CORRECTACTION')?.toUpperCase() === 'DELETE') return 'information';
  return pending ? 'pending' : 'booked';
}

export function currencyOf(text: string | null): string | null {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

function accountOf(text: string | null): string | null {
  return text === null ? null : (asIban(text) ?? text);
}

function chequeNumber(text: string | null): string | null {
  return text === null || /^0*$/.test(text) ? null : text;
}

/** Name and memo, unless one says what the other does. */
function description(name: string | null, extended: string | null, memo: string | null): string {
  const texts: string[] = [];
  for (const text of [name, extended, memo]) {
    if (text === null || texts.some((other) => other.includes(text))) continue;
    const shorter = texts.findIndex((other) => text.startsWith(other));
    if (shorter < 0) texts.push(text);
    else texts[shorter] = text;
  }
  return texts.join(' ');
}

const RATES = [
  ['ORIGCURRENCY.CURSYM', 'ORIGCURRENCY.CURRATE'],
  ['CURRENCY.CURSYM', 'CURRENCY.CURRATE'],
] as const;

/** CURRATE is what one CURSYM is worth in the currency of the account (section 5.2). */
function exchangeRate(fields: ReadonlyMap<string, string>, quote: string): ParsedRow['exchangeRate'] {
  for (const [symbol, value] of RATES) {
    if (!fields.has(symbol)) continue;
    const base = currencyOf(fields.get(symbol) ?? null);
    const rate = ofxRate(fields.get(value));
    if (base !== null && base !== quote && rate !== null) return { base, quote, rate };
  }
  return null;
}
