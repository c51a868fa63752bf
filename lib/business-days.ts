import { addDays, type CalendarDate, isWeekend } from './dates.ts';
import { type HolidayCalendar, isHoliday } from './holidays.ts';

/** Business days of banks: Monday to Friday without the holidays of a calendar, by default those of the euro area (TARGET). */
export function isBusinessDay(date: CalendarDate, calendar: HolidayCalendar = 'TARGET'): boolean {
  return !isWeekend(date) && !isHoliday(date, calendar);
}

/** The last business day before `date`. */
export function previousBusinessDay(date: CalendarDate, calendar: HolidayCalendar = 'TARGET'): CalendarDate {
  let day = addDays(date, -1);
  while (!isBusinessDay(day, calendar)) day = addDays(day, -1);
  return day;
}

/** The first business day after `date`. */
export function nextBusinessDay(date: CalendarDate, calendar: HolidayCalendar = 'TARGET'): CalendarDate {
  let day = addDays(date, 1);
  while (!isBusinessDay(day, calendar)) day = addDays(day, 1);
  return day;
}
