import { describe, expect, test } from 'vitest';
import { closedGap, continuityOf, daysDue, type Linked, nextOf } from './continuity.ts';

function statement(toDate: string, opening: string, closing: string, number = toDate): Linked {
  return { id: number, number, sequence: null, fromDate: toDate, toDate, opening, closing };
}

const every = (frequency: string) => ({ frequency, holidays: 'TARGET' }) as const;
const monday = statement('2026-11-16', '100.00', '120.00');
const tuesday = statement('2026-11-17', '120.0000', '90.00');
const thursday = statement('2026-11-19', '80.00', '70.00');

describe('the statement before', () => {
  test('its closing is the opening', () => {
    expect(continuityOf(tuesday, [thursday, monday], every('businessDays'))).toEqual({
      previous: monday,
      holds: true,
      missing: [],
    });
  });

  test('a broken chain and the day that is missing', () => {
    expect(continuityOf(thursday, [tuesday, monday], every('businessDays'))).toEqual({
      previous: tuesday,
      holds: false,
      missing: ['2026-11-18'],
    });
  });

  test('of two on one day the numbers decide, 9 before 10', () => {
    const nine = statement('2026-11-17', '120.00', '130.00', '9');
    const ten = statement('2026-11-17', '130.00', '90.00', '10');
    expect(continuityOf(ten, [nine, monday], every('businessDays'))?.previous).toBe(nine);
    expect(continuityOf(nine, [ten, monday], every('businessDays'))?.previous).toBe(monday);
    expect(nextOf(nine, [ten, monday, thursday])).toBe(ten);
    expect(nextOf(ten, [nine, monday, thursday])).toBe(thursday);
  });

  test('the first of an account has none, and a balance that is not given says nothing', () => {
    expect(continuityOf(monday, [tuesday], every('businessDays'))).toBeNull();
    expect(continuityOf({ ...tuesday, opening: null }, [monday], every('businessDays'))?.holds).toBeNull();
  });
});

test('weekends are no business days, and an irregular schedule misses nothing', () => {
  expect(daysDue(every('businessDays'), '2026-11-13', '2026-11-17')).toEqual(['2026-11-16']);
  expect(daysDue(every('calendarDays'), '2026-11-13', '2026-11-16')).toEqual(['2026-11-14', '2026-11-15']);
  expect(daysDue(every('onMovement'), '2026-11-13', '2026-11-17')).toEqual([]);
});

describe('a statement that came late', () => {
  const at = (linked: Linked, arrivedAt: string) => ({ ...linked, arrivedAt });
  const wednesday = statement('2026-11-18', '90.00', '80.00');
  const gap = (late: Linked, arrivedAt = '3') =>
    closedGap(at(late, arrivedAt), at(tuesday, '1'), at(thursday, '2'), every('businessDays'));

  test('closes the gap between its neighbours', () => {
    expect(gap(wednesday)).toEqual({ after: '2026-11-17', before: '2026-11-19' });
  });

  test('closes none when it came in its turn, does not join them, or days are missing still', () => {
    expect(gap(wednesday, '1')).toBeNull();
    expect(gap({ ...wednesday, closing: '81.00' })).toBeNull();
    const friday = at(statement('2026-11-20', '80.00', '70.00'), '2');
    expect(closedGap(at(wednesday, '3'), at(tuesday, '1'), friday, every('businessDays'))).toBeNull();
  });

  test('closes none where there was none', () => {
    const friday = at(statement('2026-11-20', '90.00', '70.00'), '1');
    const monday2 = at(statement('2026-11-23', '90.00', '70.00'), '2');
    const weekend = { ...statement('2026-11-21', '70.00', '90.00'), arrivedAt: '3' };
    expect(closedGap(weekend, { ...friday, closing: '90.00' }, monday2, every('businessDays'))).toBeNull();
    expect(closedGap(at(wednesday, '3'), null, at(thursday, '2'), every('businessDays'))).toBeNull();
  });
});
