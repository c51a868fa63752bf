import type { AmountProblem } from '../amounts.ts';
import { dateOf, entryDate, type SwiftDate, swiftDate } from './dates.ts';

/** The dates of a :61:. `adjusted`: one that does not exist was moved to its month's last day. */
export type LineDates = { valueDate: string; bookingDate: string; adjusted: boolean };

/** Rows of a day follow each other: the dates read last are most often the next ones. */
const last = { digits: '', dates: null as LineDates | null };

/** Field 61, sub-fields 1 and 2 (6!n[4!n]): the digits of the text from `start` to `end`. */
export function lineDates(text: string, start: number, end: number): LineDates | AmountProblem {
  const digits = text.slice(start, end);
  if (last.dates !== null && last.digits === digits) return last.dates;
  const dates = readDates(digits);
  if (!('code' in dates)) {
    last.digits = digits;
    last.dates = dates;
  }
  return dates;
}

function readDates(digits: string): LineDates | AmountProblem {
  let value: SwiftDate | null = null;
  let booking: SwiftDate | null = null;
  if (digits.length === 6 || digits.length === 10 || digits.length === 12) {
    value = swiftDate(digits.slice(0, 6));
    const entry = digits.slice(6);
    if (value) {
      booking = entry === '' ? value : entry.length === 4 ? entryDate(entry, value.date) : swiftDate(entry);
    }
  } else if (digits.length === 8) {
    value = dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
    booking = value;
  }
  if (value && booking) {
    return {
      valueDate: value.date,
      bookingDate: booking.date,
      adjusted: value.adjusted || booking.adjusted,
    };
  }
  return { code: 'date.invalid', message: `“${digits}” is no value date (and entry date) that exists.` };
}
