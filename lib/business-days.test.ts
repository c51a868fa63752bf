import { describe, expect, test } from 'vitest';
import { isBusinessDay, nextBusinessDay, previousBusinessDay } from './business-days.ts';

describe('business days', () => {
  test('banks rest at weekends and on the six closing days of TARGET', () => {
    for (const closed of ['2026-11-21', '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25'])
      expect(isBusinessDay(closed), closed).toBe(false);
    for (const open of ['2026-11-20', '2026-04-02', '2026-04-07', '2026-05-25', '2026-10-03', '2026-12-28'])
      expect(isBusinessDay(open), open).toBe(open !== '2026-10-03');
  });

  test('the day before and the day after leap over Easter and Christmas', () => {
    expect(previousBusinessDay('2026-04-07')).toBe('2026-04-02');
    expect(nextBusinessDay('2026-04-02')).toBe('2026-04-07');
    expect(nextBusinessDay('2026-12-24')).toBe('2026-12-28');
    expect(previousBusinessDay('2027-01-04')).toBe('2026-12-31');
  });
});
