import { expect, test } from 'vitest';
import { formatAge, formatInstant, formatTime } from './age.ts';

test('an age counts calendar days in both directions', () => {
  expect(formatAge('2026-11-21', '2026-11-21')).toBe('today');
  expect(formatAge('2026-11-18', '2026-11-21')).toBe('3 d');
  expect(formatAge('2026-12-05', '2026-11-21')).toBe('in 14 d');
  expect(formatAge('2028-02-28', '2028-03-01')).toBe('2 d');
});

test('an instant is shown in the zone that is asked for', () => {
  expect(formatInstant('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2 Mar 2026, 00:30');
  expect(formatInstant('2026-03-01T23:30:00Z', 'America/New_York')).toBe('1 Mar 2026, 18:30');
  expect(formatTime('2026-11-21T05:00:00.123456Z', 'Europe/Berlin')).toBe('06:00');
});
