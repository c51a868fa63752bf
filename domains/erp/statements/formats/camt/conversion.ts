import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { sameAmount } from '../amounts.ts';
import { at, textAt } from '../xml/node.ts';
import type { CamtNode } from './elements.ts';
import { optionalMoney, readDecimal, type Warning } from './values.ts';

type Rate = NonNullable<ParsedRow['exchangeRate']>;

export type Conversion = { instructed: ParsedMoney | null; rate: Rate | null };

const NO_CONVERSION: Conversion = { instructed: null, rate: null };
const KINDS = ['InstdAmt', 'TxAmt', 'CntrValAmt', 'AnncdPstngAmt'] as const;

/** `AmtDtls`: the amount before conversion, where it is another one than was booked, and the rate. */
export function readConversion(
  details: CamtNode | null,
  booked: ParsedMoney,
  warnings: Warning[],
): Conversion {
  if (details === null) return NO_CONVERSION;
  const amounts = KINDS.map((kind) => optionalMoney(at(details, kind, 'Amt'), null, warnings));
  const [first = null] = amounts;
  const isOther = first && (first.currency !== booked.currency || !sameAmount(first.amount, booked.amount));
  const foreign = amounts.find((money) => money && money.currency !== booked.currency) ?? null;
  const instructed = isOther ? first : foreign;
  const exchange = KINDS.map((kind) => at(details, kind, 'CcyXchg')).find((node) => node !== null);
  return { instructed, rate: exchange ? readRate(exchange, foreign, booked) : null };
}

/**
 * `CcyXchg`: one unit of `UnitCcy` is the rate in the other currency. Banks mistake it: where the two amounts prove the
 * other direction, that one holds; without `UnitCcy` only what they prove.
 */
function readRate(exchange: CamtNode, foreign: ParsedMoney | null, booked: ParsedMoney): Rate | null {
  const rate = readDecimal(textAt(exchange, 'XchgRate'));
  if (rate === null) return null;
  const source = textAt(exchange, 'SrcCcy');
  const target =
    textAt(exchange, 'TrgtCcy') ?? [foreign?.currency, booked.currency].find((c) => c !== source);
  if (!source || !target || source === target || !isCode(source) || !isCode(target)) return null;
  const pair = [source, target];
  const base =
    foreign && pair.includes(foreign.currency) && pair.includes(booked.currency)
      ? provenBase(rate, foreign, booked)
      : null;
  const unit = base ?? textAt(exchange, 'UnitCcy');
  if (unit === source) return { base: source, quote: target, rate };
  return unit === target ? { base: target, quote: source, rate } : null;
}

function isCode(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency);
}

/** The currency of which one unit is the rate in the other, where one direction fits the amounts and the other does not. */
function provenBase(rate: string, foreign: ParsedMoney, booked: ParsedMoney): string | null {
  const [a, b, factor] = [scaled(foreign.amount), scaled(booked.amount), scaled(rate)];
  const foreignBase = distance((a * factor) / ONE, b);
  const bookedBase = distance((b * factor) / ONE, a);
  if (foreignBase <= CLOSE && foreignBase * 4n <= bookedBase) return foreign.currency;
  return bookedBase <= CLOSE && bookedBase * 4n <= foreignBase ? booked.currency : null;
}

const SCALE = 18;
const ONE = 10n ** BigInt(SCALE);
/** Two per cent, in millionths: rates are rounded, and charges may be in the amount. */
const CLOSE = 20_000n;

function scaled(amount: string): bigint {
  const [integer = '0', fraction = ''] = amount.split('.');
  return BigInt(integer + fraction.slice(0, SCALE).padEnd(SCALE, '0'));
}

/** How far apart, in millionths of the larger. */
function distance(a: bigint, b: bigint): bigint {
  const larger = a > b ? a : b;
  return larger === 0n ? 0n : ((larger - (a > b ? b : a)) * 1_000_000n) / larger;
}
