import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastRowOf, noRows, withLastRow } from './last-rows.ts';

test('knows of each statement what a map would, and a value never changes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uuid(), fc.nat())), fc.uuid(), (told, other) => {
      const values = [noRows];
      for (const [id, row] of told) values.push(withLastRow(values.at(-1) ?? noRows, id, row));
      for (const [at, value] of values.entries()) {
        const map = new Map(told.slice(0, at));
        for (const id of [...told.map(([id]) => id), other])
          expect(lastRowOf(value, id)).toBe(map.get(id) ?? 0);
      }
    }),
    { numRuns: 30 },
  );
});

test('a value shares with the one before it whatever did not change', () => {
  const before = withLastRow(withLastRow(noRows, '00aa', 1), 'ffbb', 2);
  const after = withLastRow(before, '00cc', 3);
  expect(after.filter((part, index) => part !== before[index])).toEqual([
    new Map([
      ['00aa', 1],
      ['00cc', 3],
    ]),
  ]);
});
