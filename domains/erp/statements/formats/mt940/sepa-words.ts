import { joinTexts } from './narrative.ts';
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

/** The words as numbers: to look one up is then no string of its own. */
const PACKED_WORDS = new Set(WORDS.map((word) => packed(word, 4)));

/** Reads "EREF+… SVWZ+…" (or "EREF: …"); null when the text has no such word. */
export function readSepaWords(text: string): SepaWords | null {
  const marks = findWords(text);
  if (marks.length === 0) return null;
  const result: SepaWords = {
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
    text: '',
  };
  const before = text.slice(0, marks[0]).trim();
  const parts = before === '' ? [] : [before];
  for (let i = 0; i < marks.length; i += 2) {
    const start = marks[i] as number;
    const end = i + 2 < marks.length ? (marks[i + 2] as number) : text.length;
    const value = text.slice(marks[i + 1] as number, end).trim();
    assign(result, text.slice(start, (marks[i + 1] as number) - 1), value);
    parts.push(text.slice(start, end).trim());
  }
  result.text = parts.join(' ');
  if (result.purpose === null && before !== '') result.purpose = before;
  return result;
}

/** [start of the word, start of its text, …] of each word. */
function findWords(text: string): number[] {
  const marks: number[] = [];
  let plus = text.indexOf('+');
  let colon = text.indexOf(':');
  while (plus >= 0 || colon >= 0) {
    const at = colon < 0 || (plus >= 0 && plus < colon) ? plus : colon;
    const length = PACKED_WORDS.has(packed(text, at)) ? 4 : text.startsWith('BIC', at - 3) ? 3 : 0;
    if (length > 0 && stands(text, at, length)) marks.push(at - length, at + 1);
    if (at === plus) plus = text.indexOf('+', at + 1);
    else colon = text.indexOf(':', at + 1);
  }
  return marks;
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
function stands(text: string, at: number, length: number): boolean {
  const start = at - length;
  const word = text.slice(start, at);
  if (start === 0 || text.charCodeAt(start - 1) === 32) return true;
  if (word === 'IBAN' || word === 'BIC') return false;
  return text.charCodeAt(at) === 43 || word === 'MTLG';
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
