import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberSet } from './number-set.ts';

test('says of each number whether it comes for the first time, as a set would', () => {
  const values = fc.oneof(
    fc.nat({ max: 40 }),
    fc.maxSafeNat(),
    fc.nat({ max: 1_000 }).map((n) => n * 1_024),
  );
  fc.assert(
    fc.property(fc.array(values, { maxLength: 500 }), (given) => {
      const [ours, theirs] = [new NumberSet(), new Set<number>()];
      for (const value of given) {
        expect(ours.add(value)).toBe(!theirs.has(value));
        theirs.add(value);
      }
    }),
  );
});
