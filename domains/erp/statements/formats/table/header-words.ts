import { isCurrency } from '#lib/currency.ts';
import {
  CARD_STATEMENT,
  CLOSING,
  type HeaderRole,
  INCLUDED_FEES,
  OPENING,
  TURNOVER,
  WORDS,
} from './header-vocabulary.ts';

const ROLE_BY_WORD = new Map<string, HeaderRole>();
for (const [role, words] of Object.entries(WORDS)) {
  for (const word of words.split('|'))
    if (!ROLE_BY_WORD.has(word)) ROLE_BY_WORD.set(word, role as HeaderRole);
}

/** What a header cell says: its role, and the currency in it ("Betrag (EUR)"). */
export type HeaderCell = { role: HeaderRole | null; currency: string | null };

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  R$: 'BRL',
  A$: 'AUD',
  C$: 'CAD',
  HK$: 'HKD',
  S$: 'SGD',
  NZ$: 'NZD',
  NT$: 'TWD',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₦': 'NGN',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
  人民币: 'CNY',
  日本円: 'JPY',
};

/** The currency that a sign stands for; "$", "kr" and "¥" stand for several. */
export function currencyOfSymbol(symbol: string): string | null {
  return SYMBOLS[symbol] ?? null;
}

/** Signs that are no words, with the letters that belong to a dollar. */
const SIGN = /(?<!\p{L})(?:(?:US|R|A|C|HK|S|NZ|NT)\$|[€£₹₽₺₴₪₩₫฿₱₦])/u;

/** What a word of a header says: which role its column has, and in which currency its amounts are. */
export function readHeaderCell(text: string): HeaderCell {
  const currency = currencyIn(text);
  if (/^\s*[+/-]{2,3}\s*$/.test(text)) return { role: 'mark', currency: null };
  const word = normaliseWord(text);
  const bare =
    currency === null
      ? word
      : normaliseWord(
          text.replace(SIGN, ' ').replace(new RegExp(`\\b${currency}\\b|\\beuro[as]?\\b`, 'gi'), ' '),
        );
  for (const candidate of [word, bare, bare.replace(/ (?:in|en|em|w|v)$/, '')]) {
    if (candidate === '') continue;
    const role = ROLE_BY_WORD.get(candidate);
    if (role) return { role, currency };
  }
  return { role: null, currency };
}

function currencyIn(text: string): string | null {
  const sign = SIGN.exec(text)?.[0];
  if (sign) return currencyOfSymbol(sign);
  if (/.\beuro[as]?\b/i.test(text)) return 'EUR';
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?![A-Za-z])/.exec(text)?.[1];
  return code && isCurrency(code) && text.trim() !== code ? code : null;
}

/** Small letters without accents and signs: "Begünstigter/Zahlungspflichtiger" → "begunstigter zahlungspflichtiger". */
export function normaliseWord(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøæœđıß]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const FOLDED: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
};

/** Whether only statements of credit cards have such columns. */
export function isCardStatement(header: readonly string[]): boolean {
  const words = new Set(header.map(normaliseWord));
  return [...CARD_STATEMENT].some((columns) => columns.split('+').every((word) => words.has(word)));
}

/** What card issuers write beside money that the cardholder pays in: "PAYMENT - THANK YOU", "PAIEMENT - MERCI". */
export function thanksForPayment(text: string): boolean {
  return /\b(?:payment|paiement)(?: received)?[\s,.:–-]{1,4}(?:thank ?you|merci)(?=\W*(?:web|mobile|$))/i.test(
    text,
  );
}

/** Whether a fee under this header is known to be in the amount already. */
export function isIncludedFee(header: string): boolean {
  return INCLUDED_FEES.has(normaliseWord(header));
}

/** The beginnings of all words that announce a balance, three letters long, as numbers: a quick look before a slow one. */
const BEGINNINGS = new Set([...OPENING, ...CLOSING, ...TURNOVER].map(beginning));

/** Whether a cell may announce a balance instead of a payment; a cell that does, always. */
export function mayAnnounceBalance(cell: string): boolean {
  const first = cell.charCodeAt(0);
  // Dates, numbers and empty cells do not; what does not begin with plain letters is looked at closely.
  if (!(first > 57) && first !== 32 && !(first >= 33 && first <= 42)) return false;
  if (!isLetter(first) || cell.charCodeAt(1) > 127 || cell.charCodeAt(2) > 127) return true;
  return BEGINNINGS.has(beginning(cell));
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Three characters as a number; capital letters of ASCII are small ones. */
function beginning(text: string): number {
  return ((text.charCodeAt(0) | 32) << 16) ^ ((text.charCodeAt(1) | 32) << 8) ^ (text.charCodeAt(2) | 32);
}

/** Which balance a cell announces ("Endsaldo", "Saldo per 31.03.2026"), or null. */
export function balanceLabel(text: string): 'opening' | 'closing' | null {
  if (text.length > 60) return null;
  const word = normaliseWord(
    text.replace(
      /\b(?:vom|per|am|on|as of|au|al|del|na dzien|den)?\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/i,
      '',
    ),
  );
  return OPENING.has(word) ? 'opening' : CLOSING.has(word) ? 'closing' : null;
}

/** A line that sums up: "Total", "Summe". */
export function isTotal(text: string): boolean {
  return /^(?:total|totals|totale|totaal|totalt|summe|gesamt|gesamtsumme|sum|suma|somme|osszesen|celkem|yhteensa|toplam|итого|συνολο)(?: |$)/.test(
    normaliseWord(text),
  );
}

/** Whether the cell says that the line sums up the rows above, though it has a date and an amount like them. */
export function isTurnover(text: string): boolean {
  return text.length < 20 && TURNOVER.has(normaliseWord(text));
}
