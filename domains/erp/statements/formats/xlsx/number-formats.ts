import { isCurrency } from '#lib/currency.ts';
import { currencyOfSymbol } from '../table/header-words.ts';

/** What the format of a cell tells of its number. */
export type NumberFormat = {
  /** It shows a date or a time. */
  isDate: boolean;
  /** The one that stands beside the number; null for none, and for a sign of several, like "$". */
  currency: string | null;
};

/** Formats that every workbook has (ECMA-376 part 1, section 18.8.30): these are dates and times, 27 to 36 and 50 to 58 in East Asia. */
const BUILT_IN_DATES: readonly [first: number, last: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

export const builtInFormat = (id: number): NumberFormat => ({
  isDate: BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last),
  currency: null,
});

/** What shows as it is: quoted text, an escaped character, a blank or filling; and colours, conditions, locales. */
const LITERAL = /"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
/** The parts of dates and times, of which minutes and months look alike, and eras. */
const DATE_PARTS = /am\/pm|a\/p|y+|m+|d+|h+|s+(?:\]?[.,]0+)?|g+|e+|b+/gi;
/** Where a currency stands: with its locale in brackets, in quotes, or as its sign. */
const CURRENCY = /\[\$([^\]-]+)(?:-([^\]]*))?\]|"([^"]*)"|([€£])/g;

/**
 * Reads a number format (section 18.8.31): "dd.mm.yyyy", "[$-407]d. mmmm yyyy" and "h:mm:ss.000" show dates and times,
 * "#,##0.00 [Red]" and "General" do not; "#,##0.00 [$€-407]" shows euros. The section for positive numbers decides.
 */
export function readNumberFormat(code: string): NumberFormat {
  const section = code.replace(LITERAL, '').split(';')[0] ?? '';
  const rest = section.replace(DATE_PARTS, '');
  const isDate = /[ymdhs]/i.test(section) && !/[#?0\p{L}]/u.test(rest);
  return { isDate, currency: isDate ? null : currencyIn(code) };
}

function currencyIn(code: string): string | null {
  for (const [, symbol, locale = '', quoted, sign] of code.matchAll(CURRENCY)) {
    const text = (symbol ?? quoted ?? sign ?? '').trim();
    if (isCurrency(text)) return text;
    if (text === '$' && /409$/.test(locale)) return 'USD';
    const currency = currencyOfSymbol(text);
    if (currency !== null) return currency;
  }
  return null;
}
