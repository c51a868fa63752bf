import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban } from '../account-number.ts';

const WEIGHTS = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];

/** A check digit of the Código Cuenta Cliente: the weighted sum of ten digits modulo 11. */
function checkDigit(tenDigits: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(tenDigits[i]), 0);
  const rest = 11 - (sum % 11);
  return rest === 11 ? 0 : rest === 10 ? 1 : rest;
}

/**
 * The account of bank (4), branch (4) and number (10). Norma 43 leaves out the two check digits of the Código Cuenta
 * Cliente; they follow from the rest, and so does the IBAN (ISO 13616, Spain: ES, check digits, 20 digits).
 */
export function spanishAccount(bank: string, branch: string, number: string): StatementAccount {
  const digits = bank + branch + number;
  const none = { bic: null, currency: null, owner: null };
  if (!/^\d{18}$/.test(digits)) return { iban: null, other: digits || null, ...none };
  const bban = `${bank}${branch}${checkDigit(`00${bank}${branch}`)}${checkDigit(number)}${number}`;
  const check = 98n - (BigInt(`${bban}142800`) % 97n);
  const iban = asIban(`ES${String(check).padStart(2, '0')}${bban}`);
  return { iban, other: iban === null ? digits : null, ...none };
}
