import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds, dateIn, instantOf, isTimeZone, secondsBetween, systemClock, timeIn } from './clock.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const instants = fc
  .bigInt({ min: 0n, max: 4_102_444_800_000_000n })
  .map((microseconds) => instantOf(new Temporal.Instant(microseconds * 1000n)));

describe('instants', () => {
  test('the present is an instant of six digits in UTC', () => {
    const [before, after] = [systemClock(), systemClock()];
    expect(before).toMatch(INSTANT);
    expect(before <= after).toBe(true);
    expect(Math.abs(Date.parse(before) - Date.now())).toBeLessThan(5_000);
  });

  test('a part of a microsecond is dropped, never rounded into the future', () => {
    expect(instantOf(new Temporal.Instant(1_999n))).toBe('1970-01-01T00:00:00.000001Z');
  });

  test('they sort as text as they do in time', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const seconds = secondsBetween(a, b);
        expect(a < b).toBe(seconds > 0);
        expect(a === b).toBe(seconds === 0);
      }),
    );
  });

  test('adding seconds moves an instant by exactly these', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -1e6, max: 1e6 }), (at, milliseconds) => {
        const moved = addSeconds(at, milliseconds / 1000);
        expect(moved).toMatch(INSTANT);
        expect(secondsBetween(at, moved)).toBeCloseTo(milliseconds / 1000, 6);
      }),
    );
  });
});

describe('a zone of its own', () => {
  const at = '2026-03-29T00:30:00.000000Z';

  test.each([
    ['Europe/Berlin', '2026-03-29', '01:30'],
    ['America/New_York', '2026-03-28', '20:30'],
    ['Asia/Tokyo', '2026-03-29', '09:30'],
    ['Pacific/Chatham', '2026-03-29', '14:15'],
    ['UTC', '2026-03-29', '00:30'],
  ])('in %s it is %s, %s', (zone, date, time) => {
    expect([dateIn(zone, at), timeIn(zone, at)]).toEqual([date, time]);
  });

  test('an hour later the clocks of Berlin have jumped', () => {
    expect(timeIn('Europe/Berlin', addSeconds(at, 3600))).toBe('03:30');
  });

  test('only a known zone is one', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Kolkata'].every(isTimeZone)).toBe(true);
    expect(['Mars/Olympus', '', 'Berlin', 'Europe/Berlin '].some(isTimeZone)).toBe(false);
  });
});
