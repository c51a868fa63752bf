/**
 * Calendar dates without a zone, as "YYYY-MM-DD" strings: bank dates and due dates are these, never instants.
 * Pure arithmetic on the proleptic Gregorian calendar, so that browsers (which lack Temporal) can use it too.
 */
export type CalendarDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Whether the text is a date that exists: 2026-02-29 does not, nor does any day of a year 0. */
export function isCalendarDate(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** 28 to 31; `month` from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The first and the last day of the month that the date is in. */
export function monthOf(date: CalendarDate): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const month = date.slice(0, 7);
  return {
    from: `${month}-01`,
    to: `${month}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))}`,
  };
}

/** Days since 1970-01-01. Throws a RangeError on a text that is no date. */
export function dayNumber(date: CalendarDate): number {
  if (!isCalendarDate(date)) throw new RangeError(`“${date}” is not a calendar date.`);
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The date so many days after 1970-01-01. */
export function fromDayNumber(day: number): CalendarDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The date `days` later (earlier, when negative). Throws a RangeError on a text that is no date. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `a` to `b`: positive when `b` is later. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return dayNumber(b) - dayNumber(a);
}

export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return b < a ? a : b;
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: CalendarDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** Saturday or Sunday. */
export function isWeekend(date: CalendarDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}

/** "2 Mar 2026". */
export function formatDate(date: CalendarDate): string {
  return `${formatShortDate(date)} ${date.slice(0, 4)}`;
}

/** "2 Mar". */
export function formatShortDate(date: CalendarDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** "Saturday, 21 Nov 2026". */
export function formatLongDate(date: CalendarDate): string {
  return `${WEEKDAYS[weekday(date)]}, ${formatDate(date)}`;
}
