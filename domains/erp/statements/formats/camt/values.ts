import { daysInMonth } from '#lib/dates.ts';
import type { ParsedMoney } from '../../parsed-statement.ts';
import { type AmountProblem, decimalsOf, plainAmount } from '../amounts.ts';
import { textAt, textOf } from '../xml/node.ts';
import type { CamtNode } from './elements.ts';

const DECIMAL = /^\+?(\d*)(?:\.(\d*))?$/;
const [POINT, ZERO, NINE] = [46, 48, 57];

/** Where the point is in an amount as nearly all are written, of which nothing is left out but decimals; −1 in others. */
function plainPoint(text: string): number {
  let point = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === POINT && point < 0) point = i;
    else if (code < ZERO || code > NINE) return -1;
  }
  const decimals = text.length - point - 1;
  if (point < 1 || point > 10 || decimals < 1 || decimals > 18) return -1;
  return point > 1 && text.charCodeAt(0) === ZERO ? -1 : point;
}

/** An `ActiveOrHistoricCurrencyAndAmount`: an unsigned xs:decimal with its currency in `Ccy`. */
export function readMoney(node: CamtNode | null, fallback: string | null): ParsedMoney | AmountProblem {
  if (node === null) return { code: 'amount.missing', message: 'There is no amount.' };
  const text = node.text.trim();
  const point = plainPoint(text);
  const isPlain = point > 0;
  const match = isPlain ? null : DECIMAL.exec(text);
  const [, integer = '', fraction = ''] = match ?? [];
  if (node.size > 1 || (!isPlain && integer === '' && fraction === ''))
    return { code: 'amount.invalid', message: `“${text.slice(0, 50)}” is not an amount.` };
  const currency = node.attributes.Ccy?.trim() || fallback;
  if (currency === null) return { code: 'currency.missing', message: 'The amount has no currency.' };
  const decimals = decimalsIn(currency);
  if (decimals === null)
    return { code: 'currency.invalid', message: `“${currency.slice(0, 20)}” is not a currency.` };
  if (isPlain && text.length - point - 1 <= decimals) return { amount: text, currency };
  const amount = isPlain
    ? plainAmount(text.slice(0, point), text.slice(point + 1), decimals)
    : plainAmount(integer, fraction, decimals);
  return typeof amount === 'string' ? { amount, currency } : amount;
}

/** Amounts of one currency follow each other: the one read last is most often the next one. */
let lastCurrency = '';
let lastDecimals: number | null = null;

/** Decimals that amounts of the currency may have; null when it is no currency. */
function decimalsIn(currency: string): number | null {
  if (currency !== lastCurrency) {
    lastDecimals = /^[A-Z]{3}$/.test(currency) ? decimalsOf(currency) : null;
    lastCurrency = currency;
  }
  return lastDecimals;
}

/** What may be missing from a row although it was read. */
export type Warning = { code: string; message: string };

/** So many warnings of one row are kept: a batch may have very many amounts. */
const MAX_WARNINGS = 10;

/** An amount that a row can do without: null where there is none, or with a warning where it cannot be read. */
export function optionalMoney(
  node: CamtNode | null,
  fallback: string | null,
  warnings: Warning[],
): ParsedMoney | null {
  if (node === null) return null;
  const money = readMoney(node, fallback);
  if ('amount' in money) return money;
  const message = `An amount beside the entry’s own is left out. ${money.message}`;
  if (warnings.length < MAX_WARNINGS) warnings.push({ code: money.code, message });
  return null;
}

/** A rate or another bare decimal, with the digits that were given; null when it is none. */
export function readDecimal(text: string | null): string | null {
  const match = text === null ? null : DECIMAL.exec(text);
  const [, integer = '', fraction = ''] = match ?? [];
  if (!match || (integer === '' && fraction === '')) return null;
  const decimal = plainAmount(integer, fraction, 18);
  return typeof decimal === 'string' ? decimal : null;
}

/** `CdtDbtInd` as what it does to the account. */
export function readDirection(text: string | null): 'credit' | 'debit' | null {
  return text === 'CRDT' ? 'credit' : text === 'DBIT' ? 'debit' : null;
}

/** xs:boolean. */
export function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

/** A reference; null where the bank wrote that there is none. */
export function referenceOf(text: string | null): string | null {
  return text === 'NOTPROVIDED' || text === 'NONREF' || text === 'NOT PROVIDED' ? null : text;
}

/** `adjusted`: the day does not exist (30 February) and the last of its month stands for it. */
export type CamtDate = { date: string; adjusted: boolean };

/** Entries of a day follow each other: the date read last is most often the next one. */
let lastText = '';
let lastDate: CamtDate | null = null;

/** A `DateAndDateTimeChoice`: the calendar day as the bank writes it, whatever the zone behind it. */
export function readDate(node: CamtNode | null): CamtDate | null {
  if (node === null) return null;
  const text = textAt(node, 'Dt') ?? textAt(node, 'DtTm') ?? textOf(node);
  return text === null ? null : calendarDate(text);
}

/** "2026-03-02", "2026-03-02+01:00" or "2026-03-02T23:59:00Z" as 2026-03-02; null when it is none of these. */
export function calendarDate(text: string): CamtDate | null {
  if (text !== lastText) {
    lastDate = parseDate(text);
    lastText = text;
  }
  return lastDate;
}

function parseDate(text: string): CamtDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?=$|T|Z|[+-]\d{2}:)/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const last = daysInMonth(year, month);
  return {
    date: `${match[1]}-${match[2]}-${String(Math.min(day, last)).padStart(2, '0')}`,
    adjusted: day > last,
  };
}
