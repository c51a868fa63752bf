import { describe, expect, test } from 'vitest';
import { decideForget, decideRemember, evolveMapping, type TableMappingEvent } from './decide.ts';

const data = { header: ['Date', 'Amount'], headerHash: 'x', bankAccountId: null, mapping: {} };
const remembered: TableMappingEvent = { type: 'TableMappingRemembered', data };
const forgotten: TableMappingEvent = { type: 'TableMappingForgotten', data: {} };
const given = (...events: TableMappingEvent[]) => events.reduce(evolveMapping, null);

describe('remembering', () => {
  test('notes a mapping once, and anew when it is another', () => {
    expect(decideRemember(given(), data)).toEqual([remembered]);
    expect(decideRemember(given(remembered), data)).toEqual([]);
    const changed = { ...data, mapping: { decimalSign: ',' } as const };
    expect(decideRemember(given(remembered), changed)).toEqual([{ ...remembered, data: changed }]);
  });

  test('notes it again after it was forgotten', () => {
    expect(decideRemember(given(remembered, forgotten), data)).toEqual([remembered]);
  });
});

test('only what is remembered can be forgotten', () => {
  expect(decideForget(given(remembered))).toEqual([forgotten]);
  expect(() => decideForget(given())).toThrow('Nothing is remembered');
  expect(() => decideForget(given(remembered, forgotten))).toThrow('Nothing is remembered');
});
