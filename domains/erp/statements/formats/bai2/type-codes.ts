import type { TypedBalance } from '../../parsed-statement.ts';
import { TYPE_CODE_NAMES } from './type-code-names.ts';

/**
 * What a type code says (Version 2, Appendix A "Uniform BAI balance reporting type codes"): 001–099 and 700–719 are
 * status, 100–399 and 720–759 credits, 400–699 and 760–799 debits, 890 non-monetary information; of the codes that banks
 * make themselves 900–919 are status, 920–959 credits and 960–999 debits.
 */
export type TypeCodeKind = 'status' | 'credit' | 'debit' | 'information';

/** A type code and what follows from it. */
export type TypeCode = {
  code: string;
  kind: TypeCodeKind;
  /** It takes back what was booked before: Debit Reversal, ACH Reversal, Check Reversal … */
  isReversal: boolean;
  /** It brings back a payment or a cheque that was not honoured. */
  isReturn: boolean;
  /** A cheque, whose number is the customer reference. */
  isCheque: boolean;
  /** The standard's name of a transaction: "Check Paid"; null for codes that it does not have. */
  name: string | null;
};

function kindOf(number: number): TypeCodeKind | null {
  if (number === 0) return null;
  if (number === 890) return 'information';
  if (number < 100 || isWithin(number, 700, 719) || isWithin(number, 900, 919)) return 'status';
  if (number < 400 || isWithin(number, 720, 759) || isWithin(number, 920, 959)) return 'credit';
  if (number < 700 || isWithin(number, 760, 799) || isWithin(number, 960, 999)) return 'debit';
  return null;
}

function isWithin(number: number, from: number, to: number): boolean {
  return number >= from && number <= to;
}

/** The totals of all credits and of all debits. */
export const TOTAL_CREDITS = '100';
export const TOTAL_DEBITS = '400';

const BALANCES: Readonly<Record<string, TypedBalance['type']>> = {
  '010': 'openingBooked',
  '015': 'closingBooked',
  '030': 'interimBooked',
  '040': 'openingAvailable',
  '045': 'closingAvailable',
  '060': 'interimAvailable',
};

/** The balance that a status code is; averages, float and custom codes are "other". */
export function balanceType(code: string): TypedBalance['type'] {
  return BALANCES[code] ?? 'other';
}

const REVERSALS = new Set(['252', '258', '395', '552', '558', '694']);
const RETURNS = new Set(['123', '168', '255', '257', '261', '266', '423', '468', '555', '557', '561', '566']);
const CHEQUES = new Set(['255', '395', '472', '474', '475', '484', '555']);

function typeCode(number: number): TypeCode | null {
  const kind = kindOf(number);
  if (kind === null) return null;
  const code = String(number).padStart(3, '0');
  const isReversal = REVERSALS.has(code);
  const isReturn = RETURNS.has(code);
  const isCheque = CHEQUES.has(code);
  return { code, kind, isReversal, isReturn, isCheque, name: TYPE_CODE_NAMES.get(code) ?? null };
}

const TYPE_CODES: ReadonlyMap<string, TypeCode> = new Map(
  Array.from({ length: 1000 }, (_, number) => typeCode(number))
    .filter((known) => known !== null)
    .map((known) => [known.code, known]),
);

/** The type code that a text of three digits is; null when it is none. */
export function typeCodeOf(text: string): TypeCode | null {
  return TYPE_CODES.get(text) ?? null;
}
