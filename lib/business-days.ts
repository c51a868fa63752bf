import { addDays, type CalendarDate, isWeekend } from './dates.ts';

/**
 * Business days of banks in the euro area: Monday to Friday without the closing days of TARGET (1 January, Good Friday,
 * Easter Monday, 1 May, 25 and 26 December; ECB decision of 14 December 2000).
 */
export function isBusinessDay(date: CalendarDate): boolean {
  return !isWeekend(date) && !isTargetHoliday(date);
}

/** Whether TARGET is closed on the date for another reason than a weekend. */
export function isTargetHoliday(date: CalendarDate): boolean {
  if (FIXED_HOLIDAYS.has(date.slice(5))) return true;
  const easter = easterSunday(Number(date.slice(0, 4)));
  return date === addDays(easter, -2) || date === addDays(easter, 1);
}

const FIXED_HOLIDAYS = new Set(['01-01', '05-01', '12-25', '12-26']);

/** The last business day before `date`. */
export function previousBusinessDay(date: CalendarDate): CalendarDate {
  let day = addDays(date, -1);
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

/** The first business day after `date`. */
export function nextBusinessDay(date: CalendarDate): CalendarDate {
  let day = addDays(date, 1);
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
