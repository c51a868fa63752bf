import { type AmountProblem, plainAmount } from '../amounts.ts';
import { isCapital, isDigit } from './characters.ts';
import { dateOf, entryDate, type SwiftDate, swiftDate } from './dates.ts';
import {
  isTransactionCode,
  readReferences,
  type StatementLineReferences,
} from './statement-line-references.ts';
import { noAmount, swiftAmount } from './swift-amount.ts';

/** Field 61 (SWIFT MT940, field 61 "Statement Line": 6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][CRLF 34x]). */
export type StatementLine = StatementLineReferences & {
  valueDate: string;
  bookingDate: string;
  /** A date that does not exist was moved to its month's last day. */
  adjustedDate: boolean;
  direction: 'credit' | 'debit';
  isReversal: boolean;
  isExpected: boolean;
  amount: string;
  supplementary: string;
};

export type LineProblem = AmountProblem;

/**
 * Reads the content of a :61: whose lines are parted by LF. `decimals` are its currency's. A line that a bank broke in
 * two is joined; a second line that is no continuation is the supplementary details.
 */
export function parseStatementLine(content: string, decimals: number): StatementLine | LineProblem {
  const lineEnd = content.indexOf('\n');
  if (lineEnd < 0) return parseLine(content, decimals);
  const first = content.slice(0, lineEnd);
  let rest = content.slice(lineEnd + 1);
  const nextEnd = rest.indexOf('\n');
  const second = nextEnd < 0 ? rest : rest.slice(0, nextEnd);

  const alone = parseLine(first, decimals);
  const complete = !('code' in alone) && alone.transactionCode !== null && alone.transactionCode.length === 4;
  if (complete && !second.startsWith('//') && !first.endsWith('//')) {
    alone.supplementary = joinLines(rest);
    return alone;
  }
  const joined = parseLine(first.trimEnd() + second.trimStart(), decimals);
  if (!('code' in joined) && (joined.transactionCode?.length === 4 || 'code' in alone)) {
    rest = nextEnd < 0 ? '' : rest.slice(nextEnd + 1);
    joined.supplementary = joinLines(rest);
    return joined;
  }
  if (!('code' in alone)) alone.supplementary = joinLines(rest);
  return alone;
}

function joinLines(text: string): string {
  const trimmed = text.trim();
  return trimmed.indexOf('\n') < 0
    ? trimmed
    : trimmed
        .split('\n')
        .map((l) => l.trim())
        .filter(Boolean)
        .join(' ');
}

function parseLine(text: string, decimals: number): StatementLine | LineProblem {
  let at = 0;
  while (text.charCodeAt(at) === 32) at++;
  const datesStart = at;
  while (isDigit(text.charCodeAt(at))) at++;
  const dates = parseDates(text.slice(datesStart, at));
  if ('code' in dates) return dates;
  while (text.charCodeAt(at) === 32) at++;

  let mark = text.charAt(at);
  let isReversal = false;
  let isExpected = false;
  if (mark === 'R' || mark === 'E') {
    isReversal = mark === 'R';
    isExpected = mark === 'E';
    mark = text.charAt(++at);
  }
  if (mark !== 'C' && mark !== 'D') {
    return { code: 'mark.invalid', message: 'The row has no debit or credit mark (C, D, RC, RD, EC, ED).' };
  }
  at++;
  // The funds code: the currency's third letter, or now and then the whole currency.
  let fundsEnd = at;
  while (isCapital(text.charCodeAt(fundsEnd))) fundsEnd++;
  if (fundsEnd - at === 1 || fundsEnd - at === 3) at = fundsEnd;
  while (text.charCodeAt(at) === 32) at++;

  const amountStart = at;
  let commas = 0;
  let comma = -1;
  let points = 0;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (isDigit(c)) continue;
    if (c === 44) {
      commas++;
      comma = at;
    } else if (c === 46) points++;
    else break;
  }
  const amount =
    commas === 1 && points === 0
      ? comma - amountStart + at - comma > 1
        ? plainAmount(text.slice(amountStart, comma), text.slice(comma + 1, at), decimals)
        : noAmount()
      : swiftAmount(text.slice(amountStart, at), decimals);
  if (typeof amount !== 'string') return amount;
  if (isWithinAmount(text, at)) {
    return { code: 'amount.invalid', message: `“${text.slice(amountStart, at + 3)}” is no amount.` };
  }

  const references = readReferences(text.charCodeAt(at) === 32 ? text.slice(at).trimStart() : text.slice(at));
  const direction = (mark === 'C') !== isReversal ? 'credit' : 'debit';
  return {
    valueDate: dates.value.date,
    bookingDate: dates.booking.date,
    adjustedDate: dates.value.adjusted || dates.booking.adjusted,
    direction,
    isReversal,
    isExpected,
    amount,
    transactionCode: references.transactionCode,
    reference: references.reference,
    bankReference: references.bankReference,
    supplementary: '',
  };
}

function parseDates(digits: string): { value: SwiftDate; booking: SwiftDate } | LineProblem {
  let value: SwiftDate | null = null;
  let booking: SwiftDate | null = null;
  if (digits.length === 6 || digits.length === 10 || digits.length === 12) {
    value = swiftDate(digits.slice(0, 6));
    const entry = digits.slice(6);
    if (value) {
      booking = entry === '' ? value : entry.length === 4 ? entryDate(entry, value.date) : swiftDate(entry);
    }
  } else if (digits.length === 8) {
    value = dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
    booking = value;
  }
  if (value && booking) return { value, booking };
  return { code: 'date.invalid', message: `“${digits}” is no value date (and entry date) that exists.` };
}

/** Whether what stands after the digits still belongs to them: "1x,50" is a damaged amount, and not 1 with a reference. */
function isWithinAmount(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  const isLetter = (c >= 97 && c <= 122) || isCapital(c);
  if (!isLetter || isTransactionCode(text.slice(at, at + 4))) return false;
  return /^[A-Za-z]{1,2}\d{0,13},/.test(text.slice(at, at + 17));
}
