import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { isDigit } from './characters.ts';
import { isFullPiece, joinLines, joinPieces, joinTexts, textOrNull } from './narrative.ts';
import { isReturn, returnReason } from './returns.ts';
import { readSepaWords, type SepaWords } from './sepa-words.ts';
import { readSlashCodes } from './slash-codes.ts';

/**
 * Field 86, "Information to Account Owner", into the row that it follows. Four families: sub-fields ("166?00…?20…",
 * with any sign for "?"; DFÜ-Abkommen, Anlage 3, 8.2.4), slash codes ("/EREF/…"), SEPA words ("EREF+…SVWZ+…"), plain.
 */
export function readInformation(row: ParsedRow, content: string): void {
  const text = content.trimEnd();
  if (text === '') return;
  const unindented = text.trimStart();
  const start = subfieldsStart(unindented);
  if (start >= 0) {
    readSubfields(row, unindented, start);
    return;
  }
  if (unindented.charCodeAt(0) === 47 && readSlashCodes(row, joinLines(unindented, '/'))) return;
  const joined = joinLines(text).trim();
  const words = readSepaWords(joined);
  if (words) applySepaWords(row, words, '');
  else {
    row.description = joinTexts(row.description, joined);
    row.remittance.unstructured = textOrNull(joined);
  }
}

/** Where the first sub-field's separator stands (0 or 3), or −1 when the field has no sub-fields. */
function subfieldsStart(text: string): number {
  const at = isDigit(text.charCodeAt(0)) ? 3 : 0;
  if (at === 3 && !(isDigit(text.charCodeAt(1)) && isDigit(text.charCodeAt(2)))) return -1;
  const separator = text.charCodeAt(at);
  if (separator !== 63 && !couldSeparate(separator)) return -1;
  if (!isKnownNumber(text.charCodeAt(at + 1), text.charCodeAt(at + 2))) return -1;
  if (separator === 63 || at === 0 || separator === 62 || separator === 60 || separator === 126) {
    return at === 3 || separator !== 47 ? at : -1;
  }
  // A rarer sign has to come back, one that texts have twice and in order, so that "120,20 EUR" stays plain text.
  const sign = text.charAt(at);
  const needed = separator > 126 || '.,:;/-()\'"=%*_!'.includes(sign) ? 2 : 1;
  let seen = 0;
  let before = numberAt(text, at);
  for (
    let next = text.indexOf(sign, at + 3);
    next > 0 && seen < needed;
    next = text.indexOf(sign, next + 1)
  ) {
    if (!isKnownNumber(text.charCodeAt(next + 1), text.charCodeAt(next + 2))) continue;
    if (needed === 2 && numberAt(text, next) <= before) return -1;
    before = numberAt(text, next);
    seen++;
  }
  return seen >= needed ? at : -1;
}

/** The two digits behind a separator. */
function numberAt(text: string, separator: number): number {
  return (text.charCodeAt(separator + 1) - 48) * 10 + text.charCodeAt(separator + 2) - 48;
}

function couldSeparate(c: number): boolean {
  return c > 0 && c !== 32 && c !== 10 && !isDigit(c) && !(c >= 65 && c <= 90) && !(c >= 97 && c <= 122);
}

/** 00, 10–19, 20–29, 30–39, 60–79: the numbers that sub-fields have. */
function isKnownNumber(tens: number, units: number): boolean {
  if (!isDigit(tens) || !isDigit(units)) return false;
  return tens === 48 ? units === 48 : tens <= 51 || tens === 54 || tens === 55;
}

function readSubfields(row: ParsedRow, content: string, start: number): void {
  const separator = content.charAt(start);
  const text = joinLines(content, separator);
  if (start === 3) row.businessCode = text.slice(0, 3);
  const german = separator === '?';

  let bookingText = '';
  let purpose = '';
  let purposeIsFull = true;
  let extra = '';
  let bank = '';
  let account = '';
  let iban = '';
  let name = '';
  let nameIsFull = true;
  let returnCode = '';
  let ultimate = '';

  let at = start;
  while (at < text.length) {
    let next = text.indexOf(separator, at + 3);
    while (next >= 0 && !isKnownNumber(text.charCodeAt(next + 1), text.charCodeAt(next + 2))) {
      next = text.indexOf(separator, next + 1);
    }
    if (next < 0) next = text.length;
    const piece = text.slice(at + 3, next);
    const number = numberAt(text, at);
    at = next;
    if ((number >= 20 && number <= 29) || (german && number >= 60 && number <= 69)) {
      purpose =
        purposeIsFull || startsWithWord(piece) ? joinWord(purpose, piece) : joinPieces(purpose, piece);
      purposeIsFull = isFullPiece(piece);
    } else if (number === 32 || number === 33) {
      name = nameIsFull ? name + piece : joinPieces(name, piece);
      nameIsFull = isFullPiece(piece);
    } else if (number === 0) bookingText = piece;
    else if (number === 30) bank = piece.replaceAll(' ', '');
    else if (number === 31) account = piece.replaceAll(' ', '');
    else if (number === 38) iban = piece.replaceAll(' ', '');
    else if (number === 34) returnCode = piece.trim();
    else if (number >= 70) ultimate += piece;
    else if (number !== 10) extra = joinPieces(extra, piece.trim());
  }

  const party = row.counterparty;
  party.name = textOrNull(name);
  party.bic = asBic(bank);
  party.account = accountOf(bank, account, iban);
  if (ultimate !== '') row.ultimateParty = { name: textOrNull(ultimate), account: null, bic: null };

  const words = purpose.indexOf('+') >= 0 || purpose.indexOf(':') >= 0 ? readSepaWords(purpose) : null;
  if (words) applySepaWords(row, words, bookingText.trim());
  else {
    row.description = joinTexts(row.description, joinTexts(bookingText.trim(), purpose.trim()));
    row.remittance.unstructured = textOrNull(purpose);
  }
  if (extra !== '') row.description = joinTexts(row.description, extra);
  if (isReturn(row)) row.returnReason = returnReason(returnCode, words?.message ?? null, row.description);
}

/** A SEPA word begins a text of its own even after a full piece. */
function startsWithWord(piece: string): boolean {
  return piece.charCodeAt(4) === 43 || piece.startsWith('MTLG:');
}

function joinWord(before: string, piece: string): string {
  return startsWithWord(piece) ? joinPieces(before, piece) : before + piece;
}

/** The counterparty's account: its IBAN, else "bank code/account" as field 25 writes it, else what is given. */
function accountOf(bank: string, account: string, iban: string): string | null {
  if (iban !== '') return asIban(iban) ?? iban;
  if (account === '') return null;
  return asIban(account) ?? (/^\d{8}$/.test(bank) ? `${bank}/${account}` : account);
}

function applySepaWords(row: ParsedRow, words: SepaWords, bookingText: string): void {
  row.endToEndId ??= words.endToEndId;
  row.reference ??= words.customerReference;
  row.mandateId ??= words.mandateId;
  if (words.iban !== null) row.counterparty.account ??= asIban(words.iban) ?? words.iban;
  if (words.bic !== null) row.counterparty.bic ??= asBic(words.bic);
  row.remittance.unstructured = words.purpose;
  const ultimate = ultimateName(row, words);
  if (ultimate !== null) row.ultimateParty = { name: ultimate, account: null, bic: null };
  if (words.originalAmount !== null)
    row.originalAmount = { amount: words.originalAmount, currency: row.currency };
  if (words.compensation !== null) {
    row.charges = [
      ...row.charges,
      { amount: words.compensation, currency: row.currency, bearer: null, included: true },
    ];
  }
  row.description = joinTexts(row.description, joinTexts(bookingText, words.text));
}

/** ABWA is on the side of who ordered the payment, ABWE on the other: of the two, the one that is not us. */
function ultimateName(row: ParsedRow, words: SepaWords): string | null {
  const theyOrdered = row.direction === 'credit' || DIRECT_DEBITS.has(row.businessCode ?? '');
  return theyOrdered
    ? (words.ultimateOrderer ?? words.ultimateReceiver)
    : (words.ultimateReceiver ?? words.ultimateOrderer);
}

const DIRECT_DEBITS = new Set(['004', '005', '006', '104', '105', '106', '107']);
