import { addDays, type CalendarDate, weekday } from './dates.ts';

/** Days of the week as `weekday` counts them. */
export const [SUNDAY, MONDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 4, 5, 6] as const;

/** The days of one year by the rules of holidays. */
export class Year {
  readonly number: number;
  readonly easter: CalendarDate;

  constructor(number: number) {
    this.number = number;
    this.easter = easterSunday(number);
  }

  /** "05-01" */
  on(...monthDays: readonly string[]): CalendarDate[] {
    return monthDays.map((day) => `${String(this.number).padStart(4, '0')}-${day}`);
  }

  /** Days after Easter Sunday; before it when negative. */
  easterPlus(...days: readonly number[]): CalendarDate[] {
    return days.map((n) => addDays(this.easter, n));
  }

  /** The nth Monday (1) … Sunday (0) of a month; −1 for the last. */
  nth(nth: number, day: number, month: string): CalendarDate[] {
    const [first = ''] = this.on(`${month}-01`);
    if (nth > 0) return [addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (nth - 1))];
    const [next = ''] =
      month === '12'
        ? [`${this.number + 1}-01-01`]
        : this.on(`${String(Number(month) + 1).padStart(2, '0')}-01`);
    const last = addDays(next, -1);
    return [addDays(last, -((weekday(last) - day + 7) % 7))];
  }

  /** From the given year on, and up to another. */
  since(first: number, days: readonly CalendarDate[], last = 9999): readonly CalendarDate[] {
    return this.number >= first && this.number <= last ? days : [];
  }
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
