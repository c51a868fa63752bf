import type { StatementAccount } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { type AmountProblem, plainAmount } from '../amounts.ts';
import { dateOf, type SwiftDate, swiftDate } from '../mt940/dates.ts';

export type SignedAmount = { amount: string; negative: boolean };

const COMMA = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+),(\d*)([+-]?)$/;
const POINT = /^([+-]?)(\d+)(?:\.(\d*))?([+-]?)$/;

/** "-1234,56", "1.234,56-" or "1234.56". "1.234" may be either a thousand or three decimals and is refused. */
export function readAmount(text: string, decimals: number): SignedAmount | AmountProblem {
  const match = COMMA.exec(text) ?? POINT.exec(text);
  if (!match || (match[1] && match[4])) return { code: 'amount.invalid', message: `“${text}” is no amount.` };
  if (!text.includes(',') && /^\D?\d{1,3}\.\d{3}\D?$/.test(text) && decimals !== 3) {
    return { code: 'amount.ambiguous', message: `“${text}” may be thousands or decimals.` };
  }
  const amount = plainAmount((match[2] ?? '').replaceAll('.', ''), match[3] ?? '', decimals);
  return typeof amount === 'string' ? { amount, negative: match[1] === '-' || match[4] === '-' } : amount;
}

/** "02.03.26" or "02.03.2026". Null when it is no date. */
export function readDate(text: string): SwiftDate | null {
  const match = /^(\d\d)\.(\d\d)\.(\d{4}|\d\d)$/.exec(text);
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  return year.length === 4 ? dateOf(Number(year), Number(month), Number(day)) : swiftDate(year + month + day);
}

/** The account of bank code (or BIC) and number (or IBAN), as field 25 of MT940 writes it: "50070010/0123456". */
export function readAccount(bank: string, number: string): StatementAccount {
  const iban = asIban(number);
  const bic = asBic(bank);
  const other = bank === '' || bic !== null ? number : `${bank}/${number}`;
  return { iban, other: iban === null ? other || null : null, bic, currency: null, owner: null };
}
