import { isBusinessDay } from '#lib/business-days.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { HOLIDAY_CALENDARS, type HolidayCalendar } from '#lib/holidays.ts';

/** For which days an account has statements. */
export type StatementSchedule = {
  /** businessDays, calendarDays, weekly, monthly, onMovement or none. */
  readonly frequency: string;
  /** Whose holidays are no business days. */
  readonly holidays: HolidayCalendar;
};

type ScheduledAccount = { readonly statementSchedule: string; readonly holidayCalendar: string };

/** The schedule of an account as its row has it. */
export function scheduleOf({ statementSchedule, holidayCalendar }: ScheduledAccount): StatementSchedule {
  const holidays = HOLIDAY_CALENDARS.find((calendar) => calendar === holidayCalendar) ?? 'TARGET';
  return { frequency: statementSchedule, holidays };
}

/** Whether this very day has a statement of its own. */
export function hasStatementOf({ frequency, holidays }: StatementSchedule, day: CalendarDate): boolean {
  return frequency === 'calendarDays' || (frequency === 'businessDays' && isBusinessDay(day, holidays));
}
