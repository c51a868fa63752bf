import { addDays, type CalendarDate, weekday } from './dates.ts';

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

/** The days of one year by their rules. */
class Year {
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

const GOOD_FRIDAY = -2;
const EASTER_MONDAY = 1;
const MAUNDY_THURSDAY = -3;
const ASCENSION = 39;
const WHIT_MONDAY = 50;
const CORPUS_CHRISTI = 60;
const [SUNDAY, MONDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 4, 5, 6];

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
    ...(y.number === 2022 ? y.on('06-02', '06-03', '09-19') : y.nth(-1, MONDAY, '05')),
    ...y.since(2023, y.on('05-08'), 2023),
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

/** Days of the sun's equinoxes in Japan, 1980 to 2099 (after the almanac of the Hydrographic Department). */
function equinox(year: number, base: number): string {
  const passed = year - 1980;
  return String(Math.floor(base + 0.242194 * passed) - Math.floor(passed / 4)).padStart(2, '0');
}

function japan(y: Year): CalendarDate[] {
  const isOlympic = y.number === 2020 || y.number === 2021;
  const olympic = y.number === 2020 ? ['07-23', '07-24', '08-10'] : ['07-22', '07-23', '08-08'];
  const national = new Set([
    ...y.on('01-01', '02-11', '04-29', '05-03', '05-04', '05-05', '11-03', '11-23'),
    ...y.since(2020, y.on('02-23')),
    ...y.since(2000, y.on('12-23'), 2018),
    ...y.on(`03-${equinox(y.number, 20.8431)}`, `09-${equinox(y.number, 23.2488)}`),
    ...y.nth(2, MONDAY, '01'),
    ...y.nth(3, MONDAY, '09'),
    ...(isOlympic
      ? y.on(...olympic)
      : [...y.nth(3, MONDAY, '07'), ...y.since(2016, y.on('08-11')), ...y.nth(2, MONDAY, '10')]),
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
