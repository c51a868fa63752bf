import { type AmountProblem, plainAmount } from '../amounts.ts';
import { isCapital, isDigit } from './characters.ts';
import { trimmed } from './narrative.ts';
import { lineDates } from './statement-line-dates.ts';
import { isTransactionCode, referenceIn } from './statement-line-references.ts';
import { noAmount, swiftAmount } from './swift-amount.ts';

/** Field 61 (SWIFT MT940, field 61 "Statement Line": 6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][CRLF 34x]). */
export type StatementLine = {
  valueDate: string;
  bookingDate: string;
  /** A date that does not exist was moved to its month's last day. */
  adjustedDate: boolean;
  direction: 'credit' | 'debit';
  isReversal: boolean;
  isExpected: boolean;
  amount: string;
  transactionCode: string | null;
  /** The customer's. */
  reference: string | null;
  bankReference: string | null;
  supplementary: string;
};

export type LineProblem = AmountProblem;

const CREDIT = 67;
const DEBIT = 68;
const EXPECTED = 69;
const REVERSED = 82;

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
  const dates = lineDates(text, datesStart, at);
  if ('code' in dates) return dates;
  while (text.charCodeAt(at) === 32) at++;

  let mark = text.charCodeAt(at);
  const isReversal = mark === REVERSED;
  const isExpected = mark === EXPECTED;
  if (isReversal || isExpected) mark = text.charCodeAt(++at);
  if (mark !== CREDIT && mark !== DEBIT) {
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
  const codeStart = text.charCodeAt(at) === 32 ? text.length - text.slice(at).trimStart().length : at;
  const hasCode = isTransactionCode(text, codeStart);
  if (!hasCode && isWithinAmount(text, at)) {
    return { code: 'amount.invalid', message: `“${text.slice(amountStart, at + 3)}” is no amount.` };
  }
  const referencesStart = hasCode ? codeStart + 4 : codeStart;
  const slashes = text.indexOf('//', referencesStart);
  return {
    valueDate: dates.valueDate,
    bookingDate: dates.bookingDate,
    adjustedDate: dates.adjusted,
    direction: (mark === CREDIT) !== isReversal ? 'credit' : 'debit',
    isReversal,
    isExpected,
    amount,
    transactionCode: hasCode ? trimmed(text, codeStart, referencesStart) : null,
    reference: referenceIn(text, referencesStart, slashes < 0 ? text.length : slashes),
    bankReference: slashes < 0 ? null : referenceIn(text, slashes + 2, text.length),
    supplementary: '',
  };
}

/** Whether what is no code still belongs to the digits before it: "1x,50" is a damaged amount, and not 1 with a reference. */
function isWithinAmount(text: string, at: number): boolean {
  return /^[A-Za-z]{1,2}\d{0,13},/.test(text.slice(at, at + 17));
}
