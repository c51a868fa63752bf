import { type CalendarDate, laterOf } from '#lib/dates.ts';
import { shortestDecimal } from '#lib/decimal.ts';

/** What two sources have in common of one and the same booked row: its day, direction and amount. */
export type DayAmount = {
  readonly bookingDate: CalendarDate;
  readonly direction: string;
  readonly amount: string;
};

export function dayAmountKey({ bookingDate, direction, amount }: DayAmount): string {
  return `${bookingDate} ${direction} ${shortestDecimal(amount)}`;
}

/** The nth row of its day, direction and amount. */
export const nthKey = (row: DayAmount & { readonly nth: number }) => `${dayAmountKey(row)} ${row.nth}`;

/** Counts rows of one day, direction and amount as they come: 1 for the first, 2 for the next. */
export class DayAmountCounter {
  readonly #counts = new Map<string, number>();

  next(row: DayAmount): number {
    const key = dayAmountKey(row);
    const nth = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, nth);
    return nth;
  }

  /** Whether there was an nth such row. */
  has(row: DayAmount, nth: number): boolean {
    return nth <= (this.#counts.get(dayAmountKey(row)) ?? 0);
  }
}

/** Days from one to another, both included. */
export type Period = { readonly from: CalendarDate; readonly to: CalendarDate };

/** Whether one of the periods has the day. */
export function isCovered(periods: readonly Period[], day: CalendarDate): boolean {
  return periods.some(({ from, to }) => from <= day && day <= to);
}

/** Periods that overlap or follow each other day by day become one, so that many daily statements are few periods. */
export function joinPeriods(
  periods: readonly Period[],
  nextDay: (day: CalendarDate) => CalendarDate,
): Period[] {
  const joined: Period[] = [];
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && period.from <= nextDay(last.to)) {
      joined[joined.length - 1] = { from: last.from, to: laterOf(period.to, last.to) };
    } else joined.push(period);
  }
  return joined;
}
