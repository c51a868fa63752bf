import { isBusinessDay, nextBusinessDay } from '#lib/business-days.ts';
import type { Instant } from '#lib/clock.ts';
import { addDays, type CalendarDate, daysBetween, monthOf, weekday } from '#lib/dates.ts';
import type { HolidayCalendar } from '#lib/holidays.ts';
import { hasStatementOf, type StatementSchedule } from '../../erp/statements/schedule.ts';

/** What is known of an account's closing balances over some days. Amounts are signed decimal strings. */
export type AccountDays = {
  readonly id: string;
  readonly shortName: string;
  readonly currency: string;
  readonly schedule: StatementSchedule;
  /** "09:00" in the company's time zone. */
  readonly dueTime: string;
  readonly closedOn: CalendarDate | null;
  /** The day of its first balance; null when there is none yet. */
  readonly firstDay: CalendarDate | null;
  /** The last balance before the days. */
  readonly before: string | null;
  readonly balances: ReadonlyMap<CalendarDate, string>;
  /** Statements over several days. Where the bank gives a balance after each row, the days in between are known; else only the last. */
  readonly periods: readonly (Period & { readonly isKnown: boolean })[];
};

type Period = { readonly from: CalendarDate; readonly to: CalendarDate };

/** The present, and what day it is where the company is. */
export type Present = { readonly now: Instant; readonly today: CalendarDate; readonly timeZone: string };

/** A statement that should be there: for any day of the period, by `dueOn` at the account's time. */
export type Expected = Period & { readonly dueOn: CalendarDate };

/** `count` days that end with `last`. */
export function daysUntil(last: CalendarDate, count: number): CalendarDate[] {
  return Array.from({ length: count }, (_, index) => addDays(last, index - count + 1));
}

/**
 * The closing balance of each day, oldest first. On a day without a statement the balance of the day before still holds when no statement
 * was due; otherwise it is not known: null. `absent` before the account's first balance and after its end.
 */
export function balancesOn(
  account: AccountDays,
  days: readonly CalendarDate[],
): (string | null | typeof ABSENT)[] {
  const due = new Set(days.filter((day) => hasStatementOf(account.schedule, day)));
  let known = account.before;
  return days.map((day) => {
    if (account.firstDay === null || day < account.firstDay) return ABSENT;
    if (account.closedOn !== null && day > account.closedOn) return ABSENT;
    const amount = account.balances.get(day);
    if (amount !== undefined) known = amount;
    else if (due.has(day) || account.periods.some((period) => !period.isKnown && covers(period, day)))
      known = null;
    return known;
  });
}

export const ABSENT = 'absent';

/** The statements that are not there among the days, though they were due at `now` (date and "HH:MM" where the company is). */
export function missingStatements(
  account: AccountDays,
  days: readonly CalendarDate[],
  now: { readonly date: CalendarDate; readonly time: string },
): Expected[] {
  const { firstDay, closedOn } = account;
  if (firstDay === null) return [];
  return expected(account.schedule, days).filter(({ from, to, dueOn }) => {
    if (to <= firstDay || (closedOn !== null && to > closedOn)) return false;
    if (dueOn > now.date || (dueOn === now.date && account.dueTime > now.time)) return false;
    return !hasStatement(account, { from, to });
  });
}

function hasStatement({ balances, periods }: AccountDays, { from, to }: Period): boolean {
  if (periods.some((period) => period.from <= to && period.to >= from)) return true;
  for (let day = from; day <= to; day = addDays(day, 1)) if (balances.has(day)) return true;
  return false;
}

/** The statements that an account of this schedule has for the days. A day's statement is due on the day after it, that of a longer period on the next business day. */
function expected(schedule: StatementSchedule, days: readonly CalendarDate[]): Expected[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { frequency, holidays } = schedule;
  switch (frequency) {
    case 'businessDays':
      return days.filter((day) => isBusinessDay(day, holidays)).map(ofDay);
    case 'calendarDays':
      return days.map(ofDay);
    case 'weekly':
      return days.filter((day) => weekday(day) === 0).map((sunday) => periodUpTo(sunday, 7, holidays));
    case 'monthly':
      return days
        .filter((day) => day === monthOf(day).to)
        .map((day) => periodUpTo(day, Number(day.slice(8)), holidays));
    default:
      return [];
  }
}

function ofDay(day: CalendarDate): Expected {
  return { from: day, to: day, dueOn: addDays(day, 1) };
}

/** A period that ends with `to` and is `length` days long. */
function periodUpTo(to: CalendarDate, length: number, holidays: HolidayCalendar): Expected {
  return { from: addDays(to, 1 - length), to, dueOn: nextBusinessDay(to, holidays) };
}

/** Whether the day lies within the period and is not its last. */
function covers({ from, to }: Period, day: CalendarDate): boolean {
  return from <= day && daysBetween(day, to) > 0;
}
