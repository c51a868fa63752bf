import { addDays, type CalendarDate, weekday } from './dates.ts';
import { MONDAY, SUNDAY, type Year } from './holiday-year.ts';

/** Days of the sun's equinoxes in Japan, 1980 to 2099 (after the almanac of the Hydrographic Department). */
function equinox(year: number, base: number): string {
  const passed = year - 1980;
  return String(Math.floor(base + 0.242194 * passed) - Math.floor(passed / 4)).padStart(2, '0');
}

/** The days on which banks in Japan are closed (Act on National Holidays, and the New Year days of the Banking Act). */
export function japan(y: Year): CalendarDate[] {
  const isOlympic = y.number === 2020 || y.number === 2021;
  const olympic = y.number === 2020 ? ['07-23', '07-24', '08-10'] : ['07-22', '07-23', '08-08'];
  const national = new Set([
    ...y.on('01-01', '02-11', '04-29', '05-03', '05-04', '05-05', '11-03', '11-23'),
    ...y.since(2020, y.on('02-23')),
    ...y.since(2000, y.on('12-23'), 2018),
    ...y.on(`03-${equinox(y.number, 20.8431)}`, `09-${equinox(y.number, 23.2488)}`),
    ...y.nth(2, MONDAY, '01'),
    ...(y.number < 2003 ? y.on('07-20', '09-15') : y.nth(3, MONDAY, '09')),
    ...y.since(2019, y.on('05-01', '10-22'), 2019), // a new emperor
    ...(isOlympic
      ? y.on(...olympic)
      : [
          ...y.since(2003, y.nth(3, MONDAY, '07')),
          ...y.since(2016, y.on('08-11')),
          ...y.nth(2, MONDAY, '10'),
        ]),
  ]);
  const days = new Set(national);
  for (const day of national) {
    // A holiday on a Sunday is given on the next day that is none; a day between two holidays is one.
    if (weekday(day) === SUNDAY) {
      let free = addDays(day, 1);
      while (national.has(free)) free = addDays(free, 1);
      days.add(free);
    }
    if (national.has(addDays(day, 2))) days.add(addDays(day, 1));
  }
  return [...days, ...y.on('01-02', '01-03', '12-31')];
}
