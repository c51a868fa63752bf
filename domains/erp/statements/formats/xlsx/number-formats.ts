/** Date and time formats that every workbook has (ECMA-376 part 1, section 18.8.30): 27 to 36 and 50 to 58 in East Asia. */
const BUILT_IN: readonly [first: number, last: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

export const isBuiltInDate = (id: number) => BUILT_IN.some(([first, last]) => id >= first && id <= last);

/** What shows as it is: quoted text, an escaped character, a blank or filling; and colours, conditions, locales. */
const LITERAL = /"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/**
 * Whether a number format shows a date or time: "dd.mm.yyyy", "[$-407]d. mmmm yyyy", "h:mm:ss.000"; not "#,##0.00 [Red]"
 * nor "General" (section 18.8.31). What is decided is the section for positive numbers.
 */
export function isDateFormat(code: string): boolean {
  const section = code.replace(LITERAL, '').split(';')[0] ?? '';
  if (/^\s*(?:general|standard|@)\s*$/i.test(section)) return false;
  const withoutFractions = section.replace(/s\]?[.,]0+/gi, 's');
  return /[ymdhs]/i.test(section) && !/[#?0]/.test(withoutFractions);
}
