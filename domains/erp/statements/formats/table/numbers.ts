import { isCurrency } from '#lib/currency.ts';
import { plainAmount } from '../amounts.ts';
import { currencyOfSymbol } from './header-words.ts';

/** A cell that holds a number, taken apart: nothing in it is decided yet. */
export type NumberCell = {
  /** Digits with their signs between: "1.234,50". */
  body: string;
  negative: boolean;
  /** A debit or credit mark beside the number. */
  mark: 'debit' | 'credit' | null;
  currency: string | null;
};

/** Signs of currencies before a number, or behind it; some stand for several. */
const SYMBOL =
  /^(?:(?:US|R|A|C|HK|S|NZ|NT)?\$|[€£¥₹₽₺₴₪₩₫฿₱₦]|Rs\.?|Rp\.?)|(?:(?:US|R|A|C|HK|S|NZ|NT)?\$|[€£¥₹₽₺₴₪₩₫฿₱₦円元]|zł|Kč|Ft|kr\.?)$/;

const BLANKS = /[\u0020\u00a0\u2007\u2009\u202f]/g;
const MINUS = '-−–‐';

const MINUS_CODE = 45;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

/** The form that most numbers have: a minus or none, digits, and perhaps a decimal sign and more digits. */
function isPlain(text: string): boolean {
  const start = text.charCodeAt(0) === MINUS_CODE ? 1 : 0;
  let sign = -1;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) continue;
    if ((code !== POINT && code !== COMMA) || sign >= 0 || i === start) return false;
    sign = i;
  }
  return text.length > start && sign !== text.length - 1;
}

/** Takes "(1,234.50)", "1.234,50- EUR", "€ 5", "12,00 S" or "- 7" apart; null when the cell is no number. */
export function readNumberCell(text: string): NumberCell | null {
  if (isPlain(text)) {
    const negative = text.charCodeAt(0) === MINUS_CODE;
    return { body: negative ? text.slice(1) : text, negative, mark: null, currency: null };
  }
  let rest = text.trim();
  if (rest === '' || rest.length > 60) return null;
  let negative = false;
  let mark: NumberCell['mark'] = null;
  let currency: string | null = null;
  for (let i = 0; i < 6; i++) {
    const before = rest;
    const code = /^([A-Z]{3})(?=[\s\u00a0\d+−-])|(?<=[\s\u00a0\d.,+−-])([A-Z]{3})$/.exec(rest);
    const given = code?.[1] ?? code?.[2];
    if (code && given && isCurrency(given)) {
      currency ??= given;
      rest = (rest.slice(0, code.index) + rest.slice(code.index + 3)).trim();
    }
    const symbol = SYMBOL.exec(rest)?.[0];
    if (symbol) {
      currency ??= currencyOfSymbol(symbol);
      rest = (rest.startsWith(symbol) ? rest.slice(symbol.length) : rest.slice(0, -symbol.length)).trim();
    }
    if (/^\(.*\)$/.test(rest)) {
      negative = true;
      rest = rest.slice(1, -1).trim();
    }
    const word = /(?<=[\d.,\s])(CR|DR|Cr|Dr|C|D|S|H)\.?$/.exec(rest)?.[1];
    if (word) {
      mark = /^(?:CR|Cr|C|H)$/.test(word) ? 'credit' : 'debit';
      rest = rest.slice(0, rest.lastIndexOf(word)).trim();
    }
    const first = rest.charAt(0);
    const last = rest.charAt(rest.length - 1);
    if (first !== '' && MINUS.includes(first)) {
      negative = true;
      rest = rest.slice(1).trim();
    } else if (last !== '' && MINUS.includes(last)) {
      negative = true;
      rest = rest.slice(0, -1).trim();
    } else if (first === '+' || last === '+') {
      rest = (first === '+' ? rest.slice(1) : rest.slice(0, -1)).trim();
    }
    if (rest === before) break;
  }
  const body = rest.replace(BLANKS, ' ').replace(/[’‘´`]/g, "'");
  if (!/^[\d.,' ]+$/.test(body) || !/\d/.test(body)) return null;
  return { body, negative, mark, currency };
}

/** What the body tells about the decimal sign: the sign itself, nothing, or that it could be either. */
export function decimalEvidence(body: string): '.' | ',' | 'ambiguous' | null {
  const points = count(body, '.');
  const commas = count(body, ',');
  if (points > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
  if (points === 0 && commas === 0) return null;
  const sign = points > 0 ? '.' : ',';
  if (points + commas > 1) return sign === '.' ? ',' : '.';
  const at = body.indexOf(sign);
  const integer = body.slice(0, at);
  if (body.length - at - 1 !== 3) return sign;
  return integer === '' || integer === '0' || integer.length > 3 || /[ ']/.test(integer) ? sign : 'ambiguous';
}

function count(text: string, sign: string): number {
  let n = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) n++;
  return n;
}

/** Thousands, or lakhs and crores. */
const COMMA_GROUPS = /^\d{1,3}(?:,\d{3})+$|^\d{1,2}(?:,\d{2})+,\d{3}$/;
const POINT_GROUPS = /^\d{1,3}(?:\.\d{3})+$|^\d{1,2}(?:\.\d{2})+\.\d{3}$/;

/**
 * The unsigned amount of a cell in the form that most have: a minus or none, digits, and perhaps the decimal sign and no more
 * decimals than the currency has. Null when there is more to it, for `readNumberCell` and `amountByDecimalSign` to see.
 */
export function quickAmount(text: string, decimalSign: '.' | ',', decimals: number): string | null {
  const { length } = text;
  const start = text.charCodeAt(0) === MINUS_CODE ? 1 : 0;
  if (length > 20 || length === start) return null;
  const signCode = decimalSign === '.' ? POINT : COMMA;
  let sign = -1;
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) continue;
    if (code !== signCode || sign >= 0) return null;
    sign = i;
  }
  const end = sign < 0 ? length : sign;
  if (end === start || (end - start > 1 && text.charCodeAt(start) === ZERO)) return null;
  if (sign >= 0 && (sign === length - 1 || length - sign - 1 > decimals)) return null;
  if (sign < 0 || signCode === POINT) return start === 0 ? text : text.slice(start);
  return `${text.slice(start, sign)}.${text.slice(sign + 1)}`;
}

/** The number as an unsigned decimal string, by the decimal sign; a problem when its thousands do not fit. */
export function amountByDecimalSign(
  body: string,
  decimalSign: '.' | ',',
  decimals: number,
): string | { code: string; message: string } {
  const quick = quickAmount(body, decimalSign, decimals);
  if (quick !== null) return quick;
  const at = body.lastIndexOf(decimalSign);
  const integer = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? '' : body.slice(at + 1);
  const group = decimalSign === '.' ? ',' : '.';
  const grouped = integer.replace(/[ ']/g, group);
  const isPlain = /^\d*$/.test(integer);
  const isGrouped = !isPlain && (decimalSign === '.' ? COMMA_GROUPS : POINT_GROUPS).test(grouped);
  if ((!isPlain && !isGrouped) || !/^\d*$/.test(fraction) || (integer === '' && fraction === '')) {
    return {
      code: 'amount.invalid',
      message: `“${body}” is no amount with “${decimalSign}” as decimal sign.`,
    };
  }
  return plainAmount(isPlain ? integer : grouped.replaceAll(group, ''), fraction, decimals);
}

const DEBIT_MARKS = new Set(
  'd s - dt дт debit debits dr dbit db soll af debet debito dare cargo debe adeudo wn out outgoing ausgang belastung lastschrift terheles t debiteur uscita sortie withdrawal χ χρεωση дебет расход ausgehend obciazenie wydatek wychodzacy odchozi odchadzajuca vydaj debitare plata iesire kiadas uttag uttak haevet otto borc giden sortant depense gasto saida zaduzenje isplata duguje списание outflow sent 支出 借 转出 出金'.split(
    ' ',
  ),
);
const CREDIT_MARKS = new Set(
  'c h + kt ct кт credit credits cr crdt haben bij kredit credito avere abono haber ma in incoming eingang gutschrift jovairas j entrata entree deposit k π πιστωση кредит приход eingehend uznanie wpływ przychodzacy prichozi prichadzajuca prijem creditare incasare intrare bevetel insattning innskudd indsat pano alacak gelen entrant recette ingreso odobrenje uplata potrazuje зачисление поступление inflow received 收入 贷 转入 入金'.split(
    ' ',
  ),
);

/** "S", "Debit", "Af", "DBIT", "-" and their kin, as what the row does to the account. */
export function readMark(text: string): 'debit' | 'credit' | null {
  const word = text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|\.$/gu, '');
  if (DEBIT_MARKS.has(word)) return 'debit';
  return CREDIT_MARKS.has(word) ? 'credit' : null;
}

/** The mark of what moves between two balances of the same owner. */
export function isNeutral(text: string): boolean {
  return /^\s*neutral\s*$/i.test(text);
}
