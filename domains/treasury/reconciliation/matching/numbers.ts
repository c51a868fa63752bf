import { maskedSpans, type Segment, type Span, segmentsOf, withoutZeros } from './segments.ts';

/** A document number has at most this many segments, one more for the place where the bank cut the line. */
const MAX_WINDOW = 7;
const MAX_KEY_LENGTH = 40;
/** Longer texts are read up to here; no bank's text comes near. */
const MAX_TEXT_LENGTH = 4000;

export type Strength = 'strong' | 'medium' | 'weak';

/** A place in a text that is the key of some document number. */
export type NumberHit = Span & {
  readonly key: string;
  readonly strength: Strength;
  /** What the word in front of the number says that it is. */
  readonly announced: 'invoice' | 'order' | 'other' | null;
};

export type ScannedText = {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly masks: readonly Span[];
};

const ANNOUNCING = new Set(
  (
    'RG RGN RGNR RE RENR RN RNR RECHNUNG RECHNUNGEN RECHN RECHNR RECHNUNGSNR RECHNUNGSNUMMER INV INVS INVOICE INVOICES ' +
    'INVOICENO INVNO FACT FACTURE FACTURES FACTURA FACTUUR FATT FATTURA FATTURE FAKTURA FAKT FAKTURANR FAKTURANUMMER ' +
    'FRA FV LASKU BILL BELEG BELEGNR DOC DOCUMENT GUTSCHRIFT GS CN SCHLUSSRECHNUNG 請求書 発票 СЧЕТ СЧЁТ ΤΙΜ ΤΙΜΟΛΟΓΙΟ'
  ).split(' '),
);
const BETWEEN = new Set(['NR', 'NO', 'NUM', 'NUMBER', 'NUMMER', 'N', 'NRN', 'VOM', 'ID']);
const ORDERS = new Set(
  'PO ORDER ORDERNO BESTELLUNG BESTELLNR BESTELL BEST AUFTRAG AUFTRAGSNR COMMANDE ORDINE PEDIDO LIEFERSCHEIN LS DELIVERY'.split(
    ' ',
  ),
);
/** Words whose number is something else: a customer, a mandate, a contract, a telephone. */
const OTHER_NUMBERS = new Set(
  (
    'KD KDNR KUNDE KUNDEN KUNDENNR KUNDENNUMMER CUST CUSTNO CUSTOMER MANDAT MANDATE MREF CRED KTO KONTO BLZ IBAN BIC TEL ' +
    'FAX PLZ VERTRAG CONTRACT KREF PHONE'
  ).split(' '),
);

/** The keys under which a document number is found: whole, and without the letters in front of its first digits. */
export function numberKeys(number: string): { whole: string[]; core: string[]; tail: string | null } {
  const segments = segmentsOf(number.slice(0, 200));
  const first = segments.findIndex((segment) => segment.isNumber);
  if (first < 0 || segments.length > MAX_WINDOW) return { whole: [], core: [], tail: null };
  const whole = keysOf(segments, 0);
  const core = keysOf(segments, first).filter((key) => !whole.includes(key));
  const last = segments.findLast((segment) => segment.isNumber)?.value ?? '';
  const hasTail = segments.filter((segment) => segment.isNumber).length > 1 || segments.length > 1;
  return { whole, core, tail: hasTail && last.length >= 3 && !isYear(last) ? last : null };
}

/** Cuts a text into segments once, for every search in it. */
export function scanText(text: string): ScannedText {
  const bounded = text.slice(0, MAX_TEXT_LENGTH);
  const masks = maskedSpans(bounded);
  return { text: bounded, masks, segments: segmentsOf(bounded, masks) };
}

/**
 * How many separators, letters and digits a key has, as one number: most windows of a text have another shape than any known key
 * and are never built.
 */
export function keyShape(key: string): number {
  let separators = 0;
  let digits = 0;
  for (const character of key) {
    if (character === '|') separators++;
    else if (character >= '0' && character <= '9') digits++;
  }
  return shapeCode(separators, key.length - separators - digits, digits);
}

/**
 * Every window of the text that is a known key; `shapes` are the shapes of the known keys. A window inside a longer hit is dropped:
 * the whole number wins.
 */
export function findNumbers(
  scanned: ScannedText,
  isKey: (key: string) => boolean,
  shapes: ReadonlySet<number>,
): NumberHit[] {
  const hits: NumberHit[] = [];
  const { segments } = scanned;
  for (let from = 0; from < segments.length; from++) {
    let letters = 0;
    let digits = 0;
    let allDigits = 0;
    const end = Math.min(segments.length, from + MAX_WINDOW);
    for (let to = from; to < end; to++) {
      const { isNumber, value, raw } = segments[to] as Segment;
      if (isNumber) {
        digits += value.length;
        allDigits += to > from ? raw.length : value.length;
      } else letters += raw.length;
      if (letters + allDigits > MAX_KEY_LENGTH) break;
      if (digits === 0) continue;
      const key =
        (shapes.has(shapeCode(to - from, letters, digits)) &&
          keyIn(isKey, separatedKey(segments, from, to))) ||
        (to > from &&
          shapes.has(shapeCode(0, letters, allDigits)) &&
          keyIn(isKey, compactKey(segments, from, to)));
      if (key && !cutsMask(scanned, from, to)) hits.push(hitOf(scanned, from, to, key));
    }
  }
  return hits.filter((hit) => !hits.some((other) => other !== hit && contains(other, hit)));
}

function shapeCode(separators: number, letters: number, digits: number): number {
  return (separators * 256 + letters) * 256 + digits;
}

function keysOf(segments: readonly Segment[], from: number): string[] {
  const to = segments.length - 1;
  const keys = [separatedKey(segments, from, to), compactKey(segments, from, to)];
  return [...new Set(keys)].filter((key) => key.length > 0 && key.length <= MAX_KEY_LENGTH);
}

function separatedKey(segments: readonly Segment[], from: number, to: number): string {
  let key = segments[from]?.value ?? '';
  for (let index = from + 1; index <= to; index++) key += `|${segments[index]?.value}`;
  return key;
}

function compactKey(segments: readonly Segment[], from: number, to: number): string {
  let key = segments[from]?.value ?? '';
  for (let index = from + 1; index <= to; index++) key += segments[index]?.raw;
  return key;
}

function keyIn(isKey: (key: string) => boolean, key: string): string | null {
  return isKey(key) ? key : null;
}

function hitOf(scanned: ScannedText, from: number, to: number, key: string): NumberHit {
  const { segments } = scanned;
  const window = segments.slice(from, to + 1);
  const announced = announcementOf(segments, from);
  const spanned = window.some((segment, index) => index > 0 && /\s/.test(segment.gap ?? ''));
  let level = informationOf(window);
  if (announced === 'invoice') level++;
  if (isEmbedded(segments, from, to)) level = Math.min(level - 1, 1);
  if (spanned && !key.includes('|')) level--;
  if (announced === null && isGlued(segments, from)) level--;
  if (announced === 'other') level = 0;
  return {
    key,
    start: (segments[from] as Segment).start,
    end: (segments[to] as Segment).end,
    announced,
    strength: level >= 2 ? 'strong' : level === 1 ? 'medium' : 'weak',
  };
}

/** 0 to 2: how little chance it is that these characters stand here for another reason. */
function informationOf(window: readonly Segment[]): number {
  const first = window.findIndex((segment) => segment.isNumber);
  const prefix = window.slice(0, first).reduce((sum, segment) => sum + segment.raw.length, 0);
  const core = window.slice(first);
  const length = core.reduce((sum, segment) => sum + segment.value.length, 0) + (prefix >= 2 ? 2 : 0);
  if (core.length === 1 && isYear(core[0]?.value ?? '') && prefix < 2) return 0;
  return length >= 6 ? 2 : length >= 4 ? 1 : 0;
}

/** Whether the window is only a part of a longer number: 4711 in "12-4711" or in "4711-B". */
function isEmbedded(segments: readonly Segment[], from: number, to: number): boolean {
  const first = segments[from] as Segment;
  const before = segments[from - 1];
  if (before?.isNumber && /^[-/._]?$/.test(first.gap ?? ' ')) return true;
  const after = segments[to + 1];
  if (!after || !/^[-/._]?$/.test(after.gap ?? ' ')) return false;
  return after.isNumber || after.raw.length === 1;
}

/** What the word in front of the segment says that the number is. */
export function announcementOf(segments: readonly Segment[], from: number): NumberHit['announced'] {
  const word = announcement(segments, from);
  if (word === null) return null;
  if (ANNOUNCING.has(word)) return 'invoice';
  if (ORDERS.has(word)) return 'order';
  return OTHER_NUMBERS.has(word) ? 'other' : null;
}

/** Whether letters that belong to no key stand before the window in the same word: 4711 in "AB-4711". */
function isGlued(segments: readonly Segment[], from: number): boolean {
  const first = segments[from] as Segment;
  const before = segments[from - 1];
  return first.isNumber && before !== undefined && !before.isNumber && /^[-/._]?$/.test(first.gap ?? ' ');
}

/** The word in front of the window ("RG NR 4711" → "RG"), or the window's own letters ("INV-4711" → "INV"). */
function announcement(segments: readonly Segment[], from: number): string | null {
  const own = segments[from] as Segment;
  if (!own.isNumber) return own.raw;
  let index = from - 1;
  while (index > from - 3 && BETWEEN.has(segments[index]?.raw ?? '')) index--;
  const word = segments[index];
  return word && !word.isNumber ? word.raw : null;
}

/** Whether the window takes a piece out of a date, an amount or an account without being the whole of it. */
function cutsMask(scanned: ScannedText, from: number, to: number): boolean {
  const start = (scanned.segments[from] as Segment).start;
  const end = (scanned.segments[to] as Segment).end;
  for (let index = from; index <= to; index++) {
    const mask = scanned.masks[(scanned.segments[index] as Segment).mask];
    if (mask && (mask.start < start || mask.end > end)) return true;
  }
  return false;
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

function contains(outer: Span, inner: Span): boolean {
  return (
    outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start
  );
}

/** A reference in one normal form, for comparing whole references: "EREF 00-417" → "EREF00417". Null when it says nothing. */
export function wholeReference(text: string | null): string | null {
  const compact = (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (compact.length < 4 || /^(?:NOTPROVIDED|NONREF|NOREF|NOTAVAILABLE|0+)$/.test(compact)) return null;
  return withoutZeros(compact);
}
