import { addDays, type CalendarDate, weekday } from './dates.ts';
import { FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, Year } from './holiday-year.ts';
import { japan } from './holidays-japan.ts';

/**
 * On which days banks are closed besides weekends, by the calendar of a payment system or country. Rules rather than lists, so that they hold
 * for any year since 2000; what governments decide for a single year is listed where it is known.
 *
 * Sources: TARGET (ECB decision of 14 December 2000), Federal Reserve Bank holidays (FRBservices.org), Banking and Financial Dealings Act 1971 and
 * proclamations (GB), SIX interbank clearing (CH), Riksbanken, Norges Bank, Danmarks Nationalbank, Narodowy Bank Polski, Česká národní banka,
 * Magyar Nemzeti Bank, and the Act on National Holidays with the Banking Act's New Year days (JP).
 */
export const HOLIDAY_CALENDARS = [
  'TARGET',
  'US',
  'GB',
  'CH',
  'SE',
  'NO',
  'DK',
  'PL',
  'CZ',
  'HU',
  'JP',
  'weekends',
] as const;
export type HolidayCalendar = (typeof HOLIDAY_CALENDARS)[number];

const BY_CURRENCY: Readonly<Record<string, HolidayCalendar>> = {
  EUR: 'TARGET',
  USD: 'US',
  GBP: 'GB',
  CHF: 'CH',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK',
  PLN: 'PL',
  CZK: 'CZ',
  HUF: 'HU',
  JPY: 'JP',
};

/** The calendar of the banks at home in a currency; of one whose holidays are not known here, weekends. */
export function calendarOfCurrency(currency: string): HolidayCalendar {
  return BY_CURRENCY[currency] ?? 'weekends';
}

/** Whether banks of the calendar are closed on the date for another reason than a weekend. */
export function isHoliday(date: CalendarDate, calendar: HolidayCalendar): boolean {
  const year = Number(date.slice(0, 4));
  const key = `${calendar}/${year}`;
  let days = cache.get(key);
  if (!days) {
    days = new Set(RULES[calendar](new Year(year)));
    cache.set(key, days);
  }
  return days.has(date);
}

const cache = new Map<string, ReadonlySet<CalendarDate>>();

const GOOD_FRIDAY = -2;
const EASTER_MONDAY = 1;
const MAUNDY_THURSDAY = -3;
const ASCENSION = 39;
const WHIT_MONDAY = 50;
const CORPUS_CHRISTI = 60;

/** Days for which the spring bank holiday of England and Wales was moved. */
const JUBILEES: Readonly<Record<number, readonly string[]>> = {
  2002: ['06-03', '06-04'],
  2012: ['06-04', '06-05'],
  2022: ['06-02', '06-03'],
};

/** A wedding, a funeral and a coronation. */
const ROYAL_DAYS: Readonly<Record<number, readonly string[]>> = {
  2011: ['04-29'],
  2022: ['09-19'],
  2023: ['05-08'],
};

const RULES: Readonly<Record<HolidayCalendar, (year: Year) => readonly CalendarDate[]>> = {
  weekends: () => [],
  TARGET: (y) => [...y.on('01-01', '05-01', '12-25', '12-26'), ...y.easterPlus(GOOD_FRIDAY, EASTER_MONDAY)],
  US: (y) =>
    [
      ...y.on('01-01', '07-04', '11-11', '12-25'),
      ...y.since(2022, y.on('06-19')),
      ...y.nth(3, MONDAY, '01'),
      ...y.nth(3, MONDAY, '02'),
      ...y.nth(-1, MONDAY, '05'),
      ...y.nth(1, MONDAY, '09'),
      ...y.nth(2, MONDAY, '10'),
      ...y.nth(4, THURSDAY, '11'),
    ].map((day) => (weekday(day) === SUNDAY ? addDays(day, 1) : day)),
  GB: (y) => [
    ...substituted(y.on('01-01')),
    ...y.easterPlus(GOOD_FRIDAY, EASTER_MONDAY),
    ...(y.number === 2020 ? y.on('05-08') : y.nth(1, MONDAY, '05')),
    ...(y.number in JUBILEES ? y.on(...(JUBILEES[y.number] ?? [])) : y.nth(-1, MONDAY, '05')),
    ...y.on(...(ROYAL_DAYS[y.number] ?? [])),
    ...y.nth(-1, MONDAY, '08'),
    ...substituted(y.on('12-25', '12-26')),
  ],
  CH: (y) => [
    ...y.on('01-01', '01-02', '05-01', '08-01', '12-25', '12-26'),
    ...y.easterPlus(GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY),
  ],
  SE: (y) => [
    ...y.on('01-01', '01-06', '05-01', '12-24', '12-25', '12-26', '12-31'),
    ...y.since(2005, y.on('06-06')),
    ...y.easterPlus(GOOD_FRIDAY, EASTER_MONDAY, ASCENSION),
    ...y
      .on('06-19', '06-20', '06-21', '06-22', '06-23', '06-24', '06-25')
      .filter((day) => weekday(day) === FRIDAY),
  ],
  NO: (y) => [
    ...y.on('01-01', '05-01', '05-17', '12-25', '12-26'),
    ...y.easterPlus(MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY),
  ],
  DK: (y) => [
    ...y.on('01-01', '06-05', '12-24', '12-25', '12-26', '12-31'),
    ...y.easterPlus(MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, ASCENSION + 1, WHIT_MONDAY),
    // Great Prayer Day, done away with after 2023.
    ...y.since(2000, y.easterPlus(26), 2023),
  ],
  PL: (y) => [
    ...y.on('01-01', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'),
    ...y.since(2011, y.on('01-06')),
    ...y.since(2025, y.on('12-24')),
    ...y.easterPlus(EASTER_MONDAY, CORPUS_CHRISTI),
  ],
  CZ: (y) => [
    ...y.on(
      '01-01',
      '05-01',
      '05-08',
      '07-05',
      '07-06',
      '09-28',
      '10-28',
      '11-17',
      '12-24',
      '12-25',
      '12-26',
    ),
    ...y.since(2016, y.easterPlus(GOOD_FRIDAY)),
    ...y.easterPlus(EASTER_MONDAY),
  ],
  HU: (y) => [
    ...y.on('01-01', '03-15', '05-01', '08-20', '10-23', '11-01', '12-25', '12-26'),
    ...y.since(2017, y.easterPlus(GOOD_FRIDAY)),
    ...y.easterPlus(EASTER_MONDAY, WHIT_MONDAY),
  ],
  JP: japan,
};

/** A day on a weekend is given on the next days that are neither. */
function substituted(days: readonly CalendarDate[]): CalendarDate[] {
  const given: CalendarDate[] = [];
  for (const day of days) {
    let free = day;
    while (weekday(free) === SATURDAY || weekday(free) === SUNDAY || given.includes(free))
      free = addDays(free, 1);
    given.push(free);
  }
  return given;
}
