import { fromDayNumber } from '#lib/dates.ts';

/** Which day a spreadsheet counts from: "1900" unless the workbook says 1904, as those of old Macintosh programs do. */
export type DateSystem = '1900' | '1904';

const SERIAL = /^\d{1,7}(?:[.,]\d*)?$/;

/** Days from 1970-01-01 back to the day before serial 1 of each system, and the serial of 9999-12-31. */
const SYSTEMS = {
  '1900': { epoch: -25_569, last: 2_958_465 },
  '1904': { epoch: -24_107, last: 2_957_003 },
} as const;

/** In the 1900 system the day that never was: Lotus 1-2-3 took 1900 for a leap year, and Excel kept it. */
const LEAP_DAY_1900 = 60;

/**
 * The calendar date of a spreadsheet's serial number, "45000" or "45000.75"; the fraction is the time of day and is left
 * out. Null when the text is no serial number, or of a day that no calendar has. Source: ECMA-376 part 1, section
 * 18.17.4.1 (1900 backward compatibility and 1904 date base systems).
 */
export function dateOfSerial(serial: string, system: DateSystem): string | null {
  if (!SERIAL.test(serial)) return null;
  const day = Number.parseInt(serial, 10);
  const { epoch, last } = SYSTEMS[system];
  if (day > last) return null;
  if (system === '1904') return fromDayNumber(epoch + day);
  if (day === 0 || day === LEAP_DAY_1900) return null;
  return fromDayNumber(epoch + (day < LEAP_DAY_1900 ? day + 1 : day));
}

/** Whether a cell under a date header is such a number: five digits, from 1954 to 2119, and perhaps a time of day. */
export function isSerial(text: string): boolean {
  return /^[2-7]\d{4}(?:[.,]\d+)?$/.test(text.trim());
}
