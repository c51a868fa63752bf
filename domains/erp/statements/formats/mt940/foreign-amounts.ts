import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { decimalsOf } from '../amounts.ts';
import { isReturn } from './returns.ts';
import { swiftAmount } from './swift-amount.ts';

const ORIGINAL = /\/OCMT\/([A-Z]{3})([\d,.]+)/;
const CHARGES = /\/CHGS\/([A-Z]{3})([\d,.]+)/g;
const RATE = /\/EXCH\/([\d,.]+)/;

/**
 * "/OCMT/USD1234,56/EXCH/1,0873/CHGS/EUR5,": the amount before conversion (of a return: the original amount), charges
 * and rate. The rate's direction is kept only where the two amounts prove it.
 */
export function readForeignAmounts(row: ParsedRow, text: string): void {
  const original = moneyOf(ORIGINAL.exec(text));
  if (original) {
    if (row.isReversal || isReturn(row)) row.originalAmount ??= original;
    else row.instructedAmount ??= original;
  }
  for (const match of text.matchAll(CHARGES)) {
    const charge = moneyOf(match);
    if (charge) row.charges = [...row.charges, { ...charge, bearer: null, included: true }];
  }
  const rate = RATE.exec(text)?.[1];
  if (rate && original && original.currency !== row.currency)
    row.exchangeRate = provenRate(row, original, rate);
}

function moneyOf(match: RegExpMatchArray | RegExpExecArray | null): ParsedMoney | null {
  if (!match?.[1] || !match[2]) return null;
  const amount = swiftAmount(match[2], decimalsOf(match[1]));
  return typeof amount === 'string' ? { amount, currency: match[1] } : null;
}

/** Tells by the amounts which currency is the base: booked × rate = original, or original × rate = booked. */
function provenRate(row: ParsedRow, original: ParsedMoney, text: string): ParsedRow['exchangeRate'] {
  const rate = swiftAmount(text, 18);
  if (typeof rate !== 'string') return null;
  const scale = 18;
  const booked = scaled(row.amount, scale);
  const foreign = scaled(original.amount, scale);
  const factor = scaled(rate, scale);
  const one = 10n ** BigInt(scale);
  const asBase = distance((booked * factor) / one, foreign);
  const asQuote = distance((foreign * factor) / one, booked);
  if (asBase > CLOSE && asQuote > CLOSE) return null;
  if (asBase * 4n <= asQuote) return { base: row.currency, quote: original.currency, rate };
  if (asQuote * 4n <= asBase) return { base: original.currency, quote: row.currency, rate };
  return null;
}

function scaled(amount: string, scale: number): bigint {
  const [integer = '0', fraction = ''] = amount.split('.');
  return BigInt(integer + fraction.slice(0, scale).padEnd(scale, '0'));
}

/** Two per cent, in millionths: rates are rounded, and charges may be in the amount. */
const CLOSE = 20_000n;

/** How far apart, in millionths of the larger. */
function distance(a: bigint, b: bigint): bigint {
  const larger = a > b ? a : b;
  return larger === 0n ? 0n : ((larger - (a > b ? b : a)) * 1_000_000n) / larger;
}
