import { addDays, type CalendarDate, isWeekend } from '#lib/dates.ts';

const FIXED_HOLIDAYS = ['01-01', '05-01', '12-25', '12-26'];

/** Whether the sample's banks are closed: weekends and the holidays of TARGET, the euro's settlement system. */
export function isBankHoliday(date: CalendarDate): boolean {
  if (FIXED_HOLIDAYS.includes(date.slice(5))) return true;
  const easter = easterSunday(Number(date.slice(0, 4)));
  return date === addDays(easter, -2) || date === addDays(easter, 1);
}

export function isBusinessDay(date: CalendarDate): boolean {
  return !isWeekend(date) && !isBankHoliday(date);
}

/** The business days from `first` to `last`, both included where they are one. */
export function businessDays(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (isBusinessDay(day)) days.push(day);
  return days;
}

export function previousBusinessDay(date: CalendarDate): CalendarDate {
  let day = addDays(date, -1);
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

/** The date itself when it is a business day, else the next one. */
export function onOrAfter(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** The latest of some dates. Throws a RangeError when there is none. */
export function latest(dates: readonly CalendarDate[]): CalendarDate {
  const last = dates.toSorted().at(-1);
  if (!last) throw new RangeError('There is no latest of no dates.');
  return last;
}

/** The date `months` earlier; the last of the month where that day does not exist. */
export function monthsBefore(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).subtract({ months }).toString();
}

/** The sample's nine months, as business days, and ways to point into them. */
export type Period = {
  today: CalendarDate;
  days: readonly CalendarDate[];
  /** The last business day before today: statements end here. */
  last: CalendarDate;
  /** The business day `count` before the last. */
  back(count: number): CalendarDate;
  /** Each month as "YYYY-MM" with its business days in the period. */
  months: readonly { month: string; days: readonly CalendarDate[] }[];
};

/** The nine months up to the last business day before `today`. */
export function periodUntil(today: CalendarDate): Period {
  const days = businessDays(monthsBefore(today, 9), previousBusinessDay(today));
  const byMonth = Map.groupBy(days, (day) => day.slice(0, 7));
  const at = (index: number): CalendarDate => {
    const day = days[index];
    if (!day) throw new RangeError(`The period has no business day ${index}.`);
    return day;
  };
  return {
    today,
    days,
    last: at(days.length - 1),
    back: (count) => at(days.length - 1 - count),
    months: [...byMonth].map(([month, inMonth]) => ({ month, days: inMonth })),
  };
}

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): CalendarDate {
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
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
