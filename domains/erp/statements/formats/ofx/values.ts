import { type AmountProblem, plainAmount } from '../amounts.ts';
import { dateOf, type SwiftDate } from '../mt940/dates.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text without its character references; an ampersand that begins none is an ampersand. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : ' ';
  });
}

/** Rows of a day follow each other: the date read last is most often the next one. */
const last = { text: '', date: null as SwiftDate | null };

/**
 * "20051029101003.000[-5:EST]" as 2005-10-29 (OFX 2.3, section 3.2.8): the calendar date that the bank wrote. Also
 * "2005-10-29", which some banks write. Null when it is no date.
 */
export function ofxDate(text: string): SwiftDate | null {
  if (text !== last.text) {
    last.date = readDate(text);
    last.text = text;
  }
  return last.date;
}

function readDate(text: string): SwiftDate | null {
  const match = /^((?:19|20)\d{2})[-/.]?(\d{2})[-/.]?(\d{2})/.exec(text);
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

export type OfxAmount = { amount: string; negative: boolean };

/**
 * A signed amount with a point or a comma before its decimals (section 3.2.9.1). Thousands are no part of the standard;
 * they are understood where nothing else can be meant: 1,234.56 and 1.234.567.
 */
export function ofxAmount(text: string, decimals: number): OfxAmount | AmountProblem {
  const invalid = { code: 'amount.invalid', message: `“${text}” is no amount.` };
  const match = /^([+-]?) ?(\d[\d.,]*|[.,]\d+) ?(-?)$/.exec(text.trim());
  const number = match?.[2];
  if (!match || !number || (match[1] !== '' && match[3] !== '')) return invalid;
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const sign = number[last] ?? '';
  const isDecimal = last >= 0 && number.indexOf(sign) === last;
  const whole = isDecimal ? number.slice(0, last) : number;
  if (/[.,]/.test(whole) && !/^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(whole)) return invalid;
  const amount = plainAmount(whole.replace(/[.,]/g, ''), isDecimal ? number.slice(last + 1) : '', decimals);
  if (typeof amount !== 'string') return amount;
  return { amount, negative: match[1] === '-' || match[3] === '-' };
}

const RATE = /^(\d{1,12})(?:[.,](\d{1,18}))?$/;

/** A rate of exchange as a decimal string; null when there is none. */
export function ofxRate(text: string | undefined): string | null {
  const match = RATE.exec(text ?? '');
  if (!match || !/[1-9]/.test(match[0])) return null;
  return match[2] === undefined ? (match[1] ?? null) : `${match[1]}.${match[2]}`;
}
