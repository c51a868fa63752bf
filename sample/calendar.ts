import { isBusinessDay, previousBusinessDay } from '#lib/business-days.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';

/** The business days from `first` to `last`, both included where they are one. */
export function businessDays(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (isBusinessDay(day)) days.push(day);
  return days;
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
