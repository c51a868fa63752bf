import { expect, test } from 'vitest';
import { builtInFormat, readNumberFormat } from './number-formats.ts';

test.each([
  'dd.mm.yyyy',
  'yyyy-mm-dd hh:mm:ss',
  '[$-407]d. mmmm yyyy;@',
  'm/d/yy h:mm AM/PM',
  'mmm-yy',
  '[h]:mm:ss',
  'mm:ss.000',
  'dd\\.mm\\.yyyy\\ "Uhr"',
  'yyyy"年"m"月"d"日"',
])('%s shows a date or time', (code) => {
  expect(readNumberFormat(code)).toEqual({ isDate: true, currency: null });
});

test.each([
  'General',
  'Standard',
  '@',
  '0',
  '#,##0.00;[Red]-#,##0.00',
  '0.00E+00',
  '#,##0 "days"',
  '0\\ \\d\\a\\y\\s',
  '_-* #,##0.00_-;-* #,##0.00_-',
  '[>=1000000]0.0,,"M";0',
  '',
])('%s shows none', (code) => {
  expect(readNumberFormat(code)).toEqual({ isDate: false, currency: null });
});

test.each([
  ['#,##0.00\\ "€"', 'EUR'],
  ['_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-', 'EUR'],
  ['#,##0.00 €', 'EUR'],
  ['[$CHF] #,##0.00', 'CHF'],
  ['#,##0.00 "PLN"', 'PLN'],
  ['#,##0.00\\ "zł"', 'PLN'],
  ['[$$-409]#,##0.00', 'USD'],
  ['"$"#,##0.00', null],
  ['[$kr-41D]#,##0.00', null],
])('%s shows the currency %s', (code, currency) => {
  expect(readNumberFormat(code)).toEqual({ isDate: false, currency });
});

test.each([
  [13, false],
  [14, true],
  [22, true],
  [23, false],
  [27, true],
  [36, true],
  [37, false],
  [45, true],
  [47, true],
  [48, false],
  [50, true],
  [58, true],
  [59, false],
])('the format %i of every workbook', (id, isDate) => {
  expect(builtInFormat(id)).toEqual({ isDate, currency: null });
});
