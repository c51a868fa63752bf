import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban } from '../account-number.ts';

/** The letters of an account number as digits: A and J are 1, S is 2, up to Z, which is 9. */
const LETTER_DIGITS = '12345678912345678923456789';

function digitsOf(text: string): bigint {
  return BigInt(text.replace(/[A-Z]/g, (letter) => LETTER_DIGITS.charAt(letter.charCodeAt(0) - 65)));
}

/**
 * The account of bank (5), branch (5) and number (11). CFONB 120 leaves out the key of the Relevé d'identité bancaire;
 * it follows from the rest, and so does the IBAN (ISO 13616, France: FR, check digits, 23 characters).
 */
export function frenchAccount(bank: string, branch: string, number: string): StatementAccount {
  const none = { bic: null, currency: null, owner: null };
  if (!/^\d{10}[0-9A-Z]{11}$/.test(bank + branch + number)) {
    return { iban: null, other: bank + branch + number || null, ...none };
  }
  const key = 97n - ((89n * BigInt(bank) + 15n * BigInt(branch) + 3n * digitsOf(number)) % 97n);
  const bban = `${bank}${branch}${number}${String(key).padStart(2, '0')}`;
  const numeric = `${bban}FR00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const check = 98n - (BigInt(numeric) % 97n);
  const iban = asIban(`FR${String(check).padStart(2, '0')}${bban}`);
  return { iban, other: iban === null ? bank + branch + number : null, ...none };
}
