import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds, dateIn, isTimeZone, secondsBetween, systemClock, timeIn } from './clock.ts';
import {
  addDays,
  dayNumber,
  daysBetween,
  formatDate,
  formatLongDate,
  fromDayNumber,
  isCalendarDate,
  isWeekend,
  monthOf,
  weekday,
} from './dates.ts';

describe('a calendar date', () => {
  test.each([
    '2026-02-29',
    '0000-01-01',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    '',
  ])('%j is none', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => dayNumber(text)).toThrow(RangeError);
  });

  test('agrees with Temporal on every day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 60_000 }),
        fc.integer({ min: -800, max: 800 }),
        (day, days) => {
          const date = fromDayNumber(day);
          const peer = Temporal.PlainDate.from(date);
          expect(addDays(date, days)).toBe(peer.add({ days }).toString());
          expect(daysBetween(date, addDays(date, days))).toBe(days);
          expect(weekday(date)).toBe(peer.dayOfWeek % 7);
          expect(dayNumber(date)).toBe(day);
        },
      ),
    );
  });

  test('is written so that nobody can read it the other way round', () => {
    expect(formatDate('2026-03-02')).toBe('2 Mar 2026');
    expect(formatLongDate('2026-11-21')).toBe('Saturday, 21 Nov 2026');
  });

  test('knows whether it is at a weekend', () => {
    expect(isWeekend('2026-11-20')).toBe(false);
    expect(isWeekend('2026-11-21')).toBe(true);
  });
});

describe('an instant', () => {
  test('has six digits, is in UTC and sorts as text', () => {
    const now = systemClock();
    expect(now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(addSeconds(now, 0.5) > now).toBe(true);
    expect(secondsBetween(now, addSeconds(now, -90))).toBe(-90);
  });

  test('is another day elsewhere', () => {
    const at = '2026-03-28T23:30:00.000000Z';
    expect(dateIn('UTC', at)).toBe('2026-03-28');
    expect(dateIn('Europe/Berlin', at)).toBe('2026-03-29');
    expect(timeIn('Europe/Berlin', '2026-03-29T01:30:00.000000Z')).toBe('03:30');
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});

test('a month goes from its first day to its last, in leap years too', () => {
  expect(monthOf('2026-11-21')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(monthOf('2028-02-01')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
});
