import { joinTexts, trimmed } from './narrative.ts';
import { swiftAmount } from './swift-amount.ts';

/** What the SEPA words of a purpose say (DFÜ-Abkommen, Anlage 3, 8.2.4: "Bezeichner"). Null: not given. */
export type SepaWords = {
  endToEndId: string | null;
  customerReference: string | null;
  mandateId: string | null;
  iban: string | null;
  bic: string | null;
  ultimateOrderer: string | null;
  ultimateReceiver: string | null;
  originalAmount: string | null;
  compensation: string | null;
  message: string | null;
  /** SVWZ, else what stands before the first word. */
  purpose: string | null;
  /** All of it in order, each word with its text, a blank between them. */
  text: string;
};

const WORDS = [
  'EREF',
  'KREF',
  'MREF',
  'CRED',
  'DEBT',
  'COAM',
  'OAMT',
  'SVWZ',
  'ABWA',
  'ABWE',
  'IBAN',
  'PURP',
  'ANAM',
  'RREF',
  'BREF',
  'MTLG',
];

/** The words by their letters as a number: to look one up needs no string of its own. */
const PACKED_WORDS = new Map(WORDS.map((word) => [packed(word, 4), word]));

/** Reads "EREF+… SVWZ+…" (or "EREF: …"); null when the text has no such word. */
export function readSepaWords(text: string): SepaWords | null {
  let words: SepaWords | null = null;
  let before = '';
  let word = '';
  let start = 0;
  let valueStart = 0;
  let plus = text.indexOf('+');
  let colon = text.indexOf(':');
  while (plus >= 0 || colon >= 0) {
    const at = colon < 0 || (plus >= 0 && plus < colon) ? plus : colon;
    const next = wordBefore(text, at);
    if (next !== '') {
      const end = at - next.length;
      if (words !== null) take(words, word, text, start, valueStart, end);
      else {
        before = trimmed(text, 0, end);
        words = noWords(before);
      }
      word = next;
      start = end;
      valueStart = at + 1;
    }
    if (at === plus) plus = text.indexOf('+', at + 1);
    else colon = text.indexOf(':', at + 1);
  }
  if (words === null) return null;
  take(words, word, text, start, valueStart, text.length);
  if (words.purpose === null && before !== '') words.purpose = before;
  return words;
}

/** `text` is what stands before the first word. */
function noWords(text: string): SepaWords {
  return {
    endToEndId: null,
    customerReference: null,
    mandateId: null,
    iban: null,
    bic: null,
    ultimateOrderer: null,
    ultimateReceiver: null,
    originalAmount: null,
    compensation: null,
    message: null,
    purpose: null,
    text,
  };
}

/** Takes a word with its text, which goes to `end`. */
function take(
  words: SepaWords,
  word: string,
  text: string,
  start: number,
  valueStart: number,
  end: number,
): void {
  assign(words, word, trimmed(text, valueStart, end));
  words.text = joinTexts(words.text, trimmed(text, start, end));
}

/** The word whose sign ("+" or ":") stands here; "" when there is none. */
function wordBefore(text: string, sign: number): string {
  const word = PACKED_WORDS.get(packed(text, sign)) ?? (text.startsWith('BIC', sign - 3) ? 'BIC' : '');
  return word !== '' && stands(text, sign, word) ? word : '';
}

/** The four characters before `end` as one number; -1 when they are not all capitals. */
function packed(text: string, end: number): number {
  let number = 0;
  for (let i = end - 4; i < end; i++) {
    const letter = text.charCodeAt(i) - 65;
    if (!(letter >= 0 && letter < 26)) return -1;
    number = number * 26 + letter;
  }
  return number;
}

/** A word with "+" may follow a full piece at once; with ":" it needs a blank before it, but for MTLG. */
function stands(text: string, sign: number, word: string): boolean {
  const start = sign - word.length;
  if (start === 0 || text.charCodeAt(start - 1) === 32) return true;
  if (word === 'IBAN' || word === 'BIC') return false;
  return text.charCodeAt(sign) === 43 || word === 'MTLG';
}

/** The first of a word counts: banks repeat it within the purpose, as "EREF: …". */
function assign(result: SepaWords, word: string, value: string): void {
  const given = value === '' ? null : value;
  switch (word) {
    case 'EREF':
      result.endToEndId ??= known(given);
      break;
    case 'KREF':
      result.customerReference ??= known(given);
      break;
    case 'MREF':
      result.mandateId ??= known(given);
      break;
    case 'IBAN':
      result.iban ??= given?.replaceAll(' ', '') ?? null;
      break;
    case 'BIC':
      result.bic ??= given?.replaceAll(' ', '') ?? null;
      break;
    case 'ABWA':
      result.ultimateOrderer ??= given;
      break;
    case 'ABWE':
      result.ultimateReceiver ??= given;
      break;
    case 'OAMT':
      result.originalAmount ??= amountOf(value);
      break;
    case 'COAM':
      result.compensation ??= amountOf(value);
      break;
    case 'MTLG':
      result.message ??= given;
      break;
    case 'SVWZ':
      result.purpose = joinTexts(result.purpose ?? '', value) || null;
      break;
    default:
      break;
  }
}

function known(value: string | null): string | null {
  return value === 'NOTPROVIDED' || value === 'NONREF' ? null : value;
}

function amountOf(value: string): string | null {
  const amount = swiftAmount(value.replace(/^[A-Z]{3}/, '').trim(), 18);
  return typeof amount === 'string' ? amount : null;
}
