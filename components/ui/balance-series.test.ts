import { expect, test } from 'vitest';
import { drawnDays, labelledDays, roundTicks, spread, tickLabel } from './balance-series.ts';

test('a gap is held at the last known balance and drawn dashed, from its neighbours on', () => {
  expect(drawnDays(['10', '20', null, null, '50', '60'])).toEqual([
    { known: 10, held: null },
    { known: 20, held: 20 },
    { known: null, held: 20 },
    { known: null, held: 20 },
    { known: 50, held: 50 },
    { known: 60, held: null },
  ]);
});

test('before the first statement nothing is drawn', () => {
  expect(drawnDays([null, '5'])).toEqual([
    { known: null, held: null },
    { known: 5, held: 5 },
  ]);
});

test('ticks are round and hold all values', () => {
  expect(roundTicks([8_412_907, -50_203])).toEqual([-3e6, 0, 3e6, 6e6, 9e6]);
  expect(roundTicks([]).every(Number.isFinite)).toBe(true);
  expect(tickLabel(9e6)).toBe('9 m');
  expect(tickLabel(-50_000)).toBe('\u221250 k');
  expect(tickLabel(0)).toBe('0');
});

test('labels keep their distance and stay inside', () => {
  expect(spread([100, 102, 50], 14, 200)).toEqual([100, 114, 50]);
  expect(spread([195, 199], 14, 200)).toEqual([186, 200]);
});

test('the first and the last day are labelled', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
  expect(labelledDays(days, 3)).toEqual(['2026-11-01', '2026-11-03', '2026-11-05']);
  expect(labelledDays(days, 9)).toEqual(days);
});
