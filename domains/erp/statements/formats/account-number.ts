import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../parsed-statement.ts';

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
/** Blanks, hyphens and small letters, as people write an IBAN. */
const GAPS = /[\s\-a-z]/;
const ALL_GAPS = /[\s-]/g;
const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/** The IBAN without spaces when the check digits hold (ISO 13616, ISO 7064 mod 97-10), else null. */
export function asIban(text: string): string | null {
  if (!isDigit(text.charCodeAt(2)) || !isDigit(text.charCodeAt(3))) return null;
  const isPlain = IBAN.test(text);
  if (!isPlain && !GAPS.test(text)) return null;
  const iban = isPlain ? text : text.replace(ALL_GAPS, '').toUpperCase();
  if (!isPlain && !IBAN.test(iban)) return null;
  let remainder = 0;
  for (let i = 4; i < iban.length; i++) remainder = addCharacter(remainder, iban.charCodeAt(i));
  for (let i = 0; i < 4; i++) remainder = addCharacter(remainder, iban.charCodeAt(i));
  return remainder === 1 ? iban : null;
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

/** Whether the text looks like an IBAN, check digits aside. */
export function looksLikeIban(text: string): boolean {
  return IBAN.test(text.replace(/\s/g, '').toUpperCase());
}

/** The BIC (ISO 9362) of 8 or 11 characters, else null. */
export function asBic(text: string): string | null {
  const bic = text.trim();
  return BIC.test(bic) ? bic : null;
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
