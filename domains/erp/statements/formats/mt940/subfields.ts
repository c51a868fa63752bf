import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { isDigit } from './characters.ts';
import { joinLines, joinTexts, PiecedText, textOrNull } from './narrative.ts';
import { isReturn, returnReason } from './returns.ts';
import { applySepaWords } from './sepa-information.ts';
import { readSepaWords } from './sepa-words.ts';

/** Business codes (GVC), each once: a file has few of them, and very often. */
const BUSINESS_CODES = Array.from({ length: 1_000 }, (_, code) => String(code).padStart(3, '0'));

/** Reads sub-fields ("166?00…?20…"), the first of which begins at `start`, into the row. */
export function readSubfields(row: ParsedRow, content: string, start: number): void {
  const separator = content.charAt(start);
  const text = joinLines(content, separator);
  if (start === 3) row.businessCode = BUSINESS_CODES[Number(text.slice(0, 3))] ?? null;
  const german = separator === '?';

  const purpose = new PiecedText();
  const name = new PiecedText();
  const extra = new PiecedText();
  let bookingText = '';
  let bank = '';
  let account = '';
  let iban = '';
  let returnCode = '';
  let ultimate = '';

  let at = start;
  while (at < text.length) {
    const number = numberAt(text, at);
    const next = nextSubfield(text, separator, at + 3);
    const piece = text.slice(at + 3, next);
    at = next;
    if ((number >= 20 && number <= 29) || (german && number >= 60 && number <= 69)) {
      purpose.add(piece, startsWithWord(piece));
    } else if (number === 32 || number === 33) name.add(piece);
    else if (number === 0) bookingText = piece;
    else if (number === 30) bank = withoutBlanks(piece);
    else if (number === 31) account = withoutBlanks(piece);
    else if (number === 38) iban = withoutBlanks(piece);
    else if (number === 34) returnCode = piece.trim();
    else if (number >= 70) ultimate += piece;
    else if (number !== 10) extra.add(piece.trim(), true);
  }

  const party = row.counterparty;
  party.name = textOrNull(name.text);
  party.bic = asBic(bank);
  party.account = accountOf(bank, account, iban);
  if (ultimate !== '') row.ultimateParty = { name: textOrNull(ultimate), account: null, bic: null };

  const words = readSepaWords(purpose.text);
  if (words) applySepaWords(row, words, bookingText.trim());
  else {
    row.description = joinTexts(row.description, joinTexts(bookingText.trim(), purpose.text.trim()));
    row.remittance.unstructured = textOrNull(purpose.text);
  }
  if (extra.text !== '') row.description = joinTexts(row.description, extra.text);
  if (isReturn(row)) row.returnReason = returnReason(returnCode, words?.message ?? null, row.description);
}

/** Where the next sub-field begins; the end of the text when there is none. */
function nextSubfield(text: string, separator: string, from: number): number {
  let next = text.indexOf(separator, from);
  while (next >= 0 && !isKnownNumber(text.charCodeAt(next + 1), text.charCodeAt(next + 2))) {
    next = text.indexOf(separator, next + 1);
  }
  return next < 0 ? text.length : next;
}

/** The two digits behind a separator. */
export function numberAt(text: string, separator: number): number {
  return (text.charCodeAt(separator + 1) - 48) * 10 + text.charCodeAt(separator + 2) - 48;
}

/** 00, 10–19, 20–29, 30–39, 60–79: the numbers that sub-fields have. */
export function isKnownNumber(tens: number, units: number): boolean {
  if (!isDigit(tens) || !isDigit(units)) return false;
  return tens === 48 ? units === 48 : tens <= 51 || tens === 54 || tens === 55;
}

/** A SEPA word begins a text of its own even after a full piece. */
function startsWithWord(piece: string): boolean {
  const sign = piece.charCodeAt(4);
  return sign === 43 || (sign === 58 && piece.startsWith('MTLG:'));
}

function withoutBlanks(text: string): string {
  return text.indexOf(' ') < 0 ? text : text.replaceAll(' ', '');
}

/** The counterparty's account: its IBAN, else "bank code/account" as field 25 writes it, else what is given. */
function accountOf(bank: string, account: string, iban: string): string | null {
  if (iban !== '') return asIban(iban) ?? iban;
  if (account === '') return null;
  return asIban(account) ?? (/^\d{8}$/.test(bank) ? `${bank}/${account}` : account);
}
