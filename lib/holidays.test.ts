import { describe, expect, test } from 'vitest';
import { isBusinessDay } from './business-days.ts';
import { addDays } from './dates.ts';
import { easterSunday } from './holiday-year.ts';
import { type HolidayCalendar, isHoliday } from './holidays.ts';

/** The weekdays of a year on which banks are closed, as "MM-DD". */
function closings(year: number, calendar: HolidayCalendar): string {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (!isBusinessDay(day, calendar) && isBusinessDay(day, 'weekends')) days.push(day.slice(5));
  }
  return days.join(' ');
}

describe('holidays of banks', () => {
  test.each([
    [1, '0001-04-01'],
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %i is on %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  test.each([
    ['TARGET', 2026, '01-01 04-03 04-06 05-01 12-25'],
    ['US', 2026, '01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25'],
    ['US', 2023, '01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25'],
    ['GB', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['GB', 2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['GB', 2012, '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
    ['GB', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    ['CH', 2026, '01-01 01-02 04-03 04-06 05-01 05-14 05-25 12-25'],
    ['SE', 2026, '01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31'],
    ['NO', 2026, '01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25'],
    ['DK', 2026, '01-01 04-02 04-03 04-06 05-14 05-15 05-25 06-05 12-24 12-25 12-31'],
    ['PL', 2026, '01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25'],
    ['CZ', 2026, '01-01 04-03 04-06 05-01 05-08 07-06 09-28 10-28 11-17 12-24 12-25'],
    ['HU', 2026, '01-01 04-03 04-06 05-01 05-25 08-20 10-23 12-25'],
    [
      'JP',
      2026,
      '01-01 01-02 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23 12-31',
    ],
    [
      'JP',
      2021,
      '01-01 01-11 02-11 02-23 04-29 05-03 05-04 05-05 07-22 07-23 08-09 09-20 09-23 11-03 11-23 12-31',
    ],
    [
      'JP',
      2019,
      '01-01 01-02 01-03 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-06 07-15 08-12 09-16 09-23 10-14 10-22 11-04 12-31',
    ],
    ['weekends', 2026, ''],
  ] as const)('%s in %i', (calendar, year, days) => {
    expect(closings(year, calendar)).toBe(days);
  });

  test('a holiday may fall on a weekend', () => {
    expect(isHoliday('2026-12-26', 'TARGET')).toBe(true);
    expect(isHoliday('2026-07-04', 'US')).toBe(true);
  });
});
