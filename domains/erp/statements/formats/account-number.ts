import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../parsed-statement.ts';

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
/** Blanks, hyphens and small letters, as people write an IBAN. */
const GAPS = /[\s\-a-z]/;
const ALL_GAPS = /[\s-]/g;

/** The IBAN without spaces when the check digits hold (ISO 13616, ISO 7064 mod 97-10), else null. */
export function asIban(text: string): string | null {
  if (!isDigit(text.charCodeAt(2)) || !isDigit(text.charCodeAt(3))) return null;
  const remainder = remainderOf(text);
  if (remainder !== null) return remainder === 1 ? text : null;
  if (!GAPS.test(text)) return null;
  const iban = text.replace(ALL_GAPS, '').toUpperCase();
  return remainderOf(iban) === 1 ? iban : null;
}

/** What ISO 7064 checks, of a text that has the form of an IBAN; null of another. */
function remainderOf(text: string): number | null {
  if (text.length < 15 || text.length > 34) return null;
  if (!isCapital(text.charCodeAt(0)) || !isCapital(text.charCodeAt(1))) return null;
  if (!isDigit(text.charCodeAt(2)) || !isDigit(text.charCodeAt(3))) return null;
  let remainder = 0;
  for (let i = 4; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (!isDigit(character) && !isCapital(character)) return null;
    remainder = addCharacter(remainder, character);
  }
  for (let i = 0; i < 4; i++) remainder = addCharacter(remainder, text.charCodeAt(i));
  return remainder;
}

/** Appends a digit, or a letter as its two digits (A is 10), to a number that is kept modulo 97. */
function addCharacter(remainder: number, character: number): number {
  return isDigit(character)
    ? (remainder * 10 + character - 48) % 97
    : (remainder * 100 + character - 55) % 97;
}

function isDigit(character: number): boolean {
  return character >= 48 && character <= 57;
}

function isCapital(character: number): boolean {
  return character >= 65 && character <= 90;
}

/** Whether the text looks like an IBAN, check digits aside. */
export function looksLikeIban(text: string): boolean {
  return IBAN.test(text.replace(/\s/g, '').toUpperCase());
}

/** The BIC (ISO 9362) of 8 or 11 characters, else null. */
export function asBic(text: string): string | null {
  const bic = text.trim();
  if (bic.length !== 8 && bic.length !== 11) return null;
  for (let i = 0; i < bic.length; i++) {
    const character = bic.charCodeAt(i);
    if (!isCapital(character) && (i < 6 || !isDigit(character))) return null;
  }
  return bic;
}

/**
 * The account that a statement writes as "DE89…", "/PL61…", "DE89…EUR", "50070010/0123456EUR", "DEUTDEFF/0123456" or
 * "BANKHUHB/0123/HUF". What is no IBAN stays as given, without the currency at its end.
 */
export function parseAccount(text: string): StatementAccount {
  let rest = text.trim().replace(/^\/+/, '');
  let bic: string | null = null;
  let currency: string | null = null;

  const suffix = /^(.*?\d.*?)[\s/]*([A-Z]{3})$/.exec(rest);
  if (suffix?.[1] && suffix[2] && isCurrency(suffix[2]) && asIban(rest) === null) {
    rest = suffix[1];
    currency = suffix[2];
  }
  const slash = rest.indexOf('/');
  const prefix = slash > 0 ? asBic(rest.slice(0, slash)) : null;
  if (prefix) {
    bic = prefix;
    rest = rest.slice(slash + 1);
  }
  const iban = asIban(rest);
  return { iban, other: iban || rest === '' ? null : rest, bic, currency, owner: null };
}
