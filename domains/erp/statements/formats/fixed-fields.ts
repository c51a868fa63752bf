import { type AmountProblem, plainAmount } from './amounts.ts';
import { type SwiftDate, swiftDate } from './mt940/dates.ts';

/** The characters of a record from position `from` to position `to`, counted from 1 as the standards do. */
export function field(record: string, from: number, to: number): string {
  return record.slice(from - 1, to).trim();
}

/** "00000000150000" with two implied decimals as 1500.00; `decimals` are those of its currency. */
export function impliedAmount(digits: string, implied: number, decimals: number): string | AmountProblem {
  if (!/^\d{1,30}$/.test(digits)) return { code: 'amount.invalid', message: `“${digits}” is no amount.` };
  const padded = digits.padStart(implied + 1, '0');
  const point = padded.length - implied;
  return plainAmount(padded.slice(0, point), padded.slice(point), decimals);
}

/** "020326" as 2026-03-02. Null when month or day can never be. */
export function dayMonthYear(text: string): SwiftDate | null {
  return /^\d{6}$/.test(text) ? swiftDate(text.slice(4) + text.slice(2, 4) + text.slice(0, 2)) : null;
}

/** Texts of full width, one after the other: a word that the width cut is whole again, padding is one blank. */
export function joinCut(parts: readonly string[]): string {
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** Null for what is empty or only zeros, with which banks fill fields that say nothing. */
export function given(text: string): string | null {
  const trimmed = text.trim();
  return /^0*$/.test(trimmed) ? null : trimmed;
}
