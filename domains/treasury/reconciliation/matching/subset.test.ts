import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonUnit, countSubsets, findSubsets } from './subset.ts';

test('every subset that adds up is found, as by trying all of them', () => {
  const world = fc.record({
    values: fc.array(
      fc.bigInt(-20n, 40n).filter((value) => value !== 0n),
      { maxLength: 8 },
    ),
    target: fc.bigInt(1n, 80n),
  });
  fc.assert(
    fc.property(world, ({ values, target }) => {
      const { solutions, complete } = findSubsets({
        values: values.map((value) => [value]),
        target,
        maxParts: 8,
        maxSolutions: 1_000,
        maxSteps: 100_000,
      });
      const sums = solutions.map((choices) =>
        choices.reduce((sum, choice, element) => (choice < 0 ? sum : sum + (values[element] ?? 0n)), 0n),
      );
      expect(complete).toBe(true);
      expect(sums.every((sum) => sum === target)).toBe(true);
      const minimal = allSubsets(values).filter((subset) => isFirstSum(subset, target));
      expect(solutions.length).toBe(minimal.length);
    }),
  );
});

test('a search that runs out of steps says so', () => {
  const values = Array.from({ length: 30 }, (_, number) => [BigInt(number + 1)]);
  const search = { values, target: 200n, maxParts: 5, maxSolutions: 100_000, maxSteps: 100 };
  expect(findSubsets(search).complete).toBe(false);
});

test('subsets are counted, and round amounts are recognised', () => {
  expect(countSubsets(5, 5)).toBe(10 + 10 + 5 + 1);
  expect(countSubsets(20, 2)).toBe(190);
  expect(commonUnit([1_000_0000n, 250_0000n])).toBe(250_0000n);
});

function allSubsets(values: readonly bigint[]): bigint[][] {
  return Array.from({ length: 2 ** values.length }, (_, bits) =>
    values.filter((_value, element) => bits & (1 << element)),
  );
}

/** The search stops at the first element with which the sum is reached: longer ones that come back to it are not listed. */
function isFirstSum(subset: readonly bigint[], target: bigint): boolean {
  let sum = 0n;
  return (
    subset.every((value, element) => {
      sum += value;
      return (sum === target) === (element === subset.length - 1);
    }) && subset.length > 0
  );
}
