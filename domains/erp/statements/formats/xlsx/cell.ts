import { isCalendarDate } from '#lib/dates.ts';
import { type DateSystem, dateOfSerial } from '../table/serial-dates.ts';
import type { XmlNode } from '../xml/node.ts';
import { decimalOf } from './cell-number.ts';
import type { NumberFormat } from './number-formats.ts';
import { richText, unescaped } from './rich-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { FormatOfStyle } from './styles.ts';

/** What cells refer to. */
export type CellContext = {
  /** Null where the workbook does not have them: cells that refer to them are empty. */
  strings: SharedStrings | null;
  formatOf: FormatOfStyle;
  dateSystem: DateSystem;
};

/** `isNumber`: its decimal sign is a point, whatever that of texts. A date is "2026-03-02", an amount may be "5.25 EUR". */
export type CellValue = { text: string; isNumber: boolean };

/** Why a cell has no value; the message goes on behind "Cell D7 ". */
export type CellFault = { code: string; message: string };

const MAX_QUOTED = 50;
const short = (text: string) => text.slice(0, MAX_QUOTED);

const EMPTY: CellValue = { text: '', isNumber: false };
const textual = (text: string): CellValue => (text === '' ? EMPTY : { text, isNumber: false });

/** The value of a cell (`c`, ECMA-376 part 1, section 18.3.1.4), of a formula the one that was saved with it. */
export function readCell(cell: XmlNode, context: CellContext): CellValue | CellFault {
  const { t: type = 'n', s: style = '0' } = cell.attributes;
  let value: XmlNode | null = null;
  let inline: XmlNode | null = null;
  let isFormula = false;
  for (let child = cell.first; child !== null; child = child.next) {
    if (child.name === 'v') value = child;
    else if (child.name === 'is') inline = child;
    else if (child.name === 'f') isFormula = true;
  }
  if (type === 'inlineStr') return inline ? textual(richText(inline)) : EMPTY;
  const text = value?.text.trim() ?? '';
  if (isFormula && (value === null || (text === '' && type !== 'str'))) {
    return { code: 'cell.noValue', message: 'has a formula whose value was not saved with the workbook.' };
  }
  if (value === null) return EMPTY;
  if (value.size > 1) return { code: 'cell.damaged', message: 'has elements in its value.' };
  switch (type) {
    case 'str':
      return textual(unescaped(value.text));
    case 's':
      return sharedText(text, context.strings);
    case 'e':
      return { code: 'cell.error', message: `has the error ${short(text)} instead of a value.` };
    case 'b':
      return textual(text === '1' || text === 'true' ? 'TRUE' : 'FALSE');
    case 'd':
      return textual(isCalendarDate(text.slice(0, 10)) ? text.slice(0, 10) : text);
    case 'n':
      return number(text, context.formatOf(Number(style)), context.dateSystem);
    default:
      return {
        code: 'cell.type',
        message: `has a value of the kind “${short(type)}”, which no workbook has.`,
      };
  }
}

function sharedText(index: string, strings: SharedStrings | null): CellValue | CellFault {
  if (index === '' || strings === null) return EMPTY;
  const text = strings.get(wholeNumber(index));
  if (text !== null) return textual(text);
  return {
    code: 'cell.string',
    message: `refers to text ${short(index)}, which the workbook does not have.`,
  };
}

/** The number that the digits are; −1 where the text has anything else. */
function wholeNumber(text: string): number {
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function number(text: string, { isDate, currency }: NumberFormat, dateSystem: DateSystem): CellValue {
  const decimal = decimalOf(text);
  if (decimal === null) return textual(text);
  const date = isDate ? dateOf(decimal, dateSystem) : null;
  if (date !== null) return textual(date);
  const isAmount = currency !== null && /[1-9]/.test(decimal);
  return { text: isAmount ? `${decimal} ${currency}` : decimal, isNumber: true };
}

/** Rows of a day follow each other. */
const dates = new Map<string, string | null>();
const MAX_DATES = 2_000;

function dateOf(serial: string, dateSystem: DateSystem): string | null {
  const key = dateSystem + serial;
  let date = dates.get(key);
  if (date === undefined) {
    date = /^0(?:\.|$)/.test(serial) ? timeOf(serial) : dateOfSerial(serial, dateSystem);
    if (dates.size >= MAX_DATES) dates.clear();
    dates.set(key, date);
  }
  return date;
}

/** The time of day of a part of a day: "0.75" is "18:00:00". */
function timeOf(fraction: string): string {
  const seconds = Math.min(Math.round(Number(fraction) * 86_400), 86_399);
  return new Date(seconds * 1_000).toISOString().slice(11, 19);
}
