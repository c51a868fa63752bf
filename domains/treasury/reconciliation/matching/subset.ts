import type { Units } from './units.ts';

export type SubsetSearch = {
  /** Per element its possible signed values; an element is left out or takes one of them. */
  readonly values: readonly (readonly Units[])[];
  readonly target: Units;
  readonly maxParts: number;
  readonly maxSolutions: number;
  readonly maxSteps: number;
};

/** Per element the chosen value's position, or −1. `complete` is false when the search ran out of steps. */
export type SubsetResult = { readonly solutions: readonly (readonly number[])[]; readonly complete: boolean };

/** The subsets whose values add up to the target exactly: depth first, cut where the rest cannot reach it any more. */
export function findSubsets({
  values,
  target,
  maxParts,
  maxSolutions,
  maxSteps,
}: SubsetSearch): SubsetResult {
  const reach = reachable(values);
  const chosen = new Array<number>(values.length).fill(-1);
  const solutions: number[][] = [];
  let steps = 0;
  const visit = (element: number, missing: Units, parts: number): void => {
    if (solutions.length >= maxSolutions || steps > maxSteps) return;
    steps++;
    if (missing === 0n && parts > 0) {
      solutions.push([...chosen]);
      return;
    }
    const { most, least } = reach[element] ?? { most: 0n, least: 0n };
    if (element === values.length || parts === maxParts || missing > most || missing < least) return;
    values[element]?.forEach((value, choice) => {
      chosen[element] = choice;
      visit(element + 1, missing - value, parts + 1);
      chosen[element] = -1;
    });
    visit(element + 1, missing, parts);
  };
  visit(0, target, 0);
  return { solutions, complete: steps <= maxSteps };
}

/** How many different subsets of 2 to `maxParts` of `count` elements there are. */
export function countSubsets(count: number, maxParts: number): number {
  let total = 0;
  let choose = count;
  for (let parts = 2; parts <= Math.min(maxParts, count); parts++) {
    choose = (choose * (count - parts + 1)) / parts;
    total += choose;
  }
  return total;
}

/** The greatest common divisor of the amounts: how round they are. */
export function commonUnit(amounts: readonly Units[]): Units {
  return amounts.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y !== 0n) [x, y] = [y, x % y];
    return x;
  }, 0n);
}

/** Per element, the most and the least that it and all later ones can add. */
function reachable(values: readonly (readonly Units[])[]): { most: Units; least: Units }[] {
  const reach: { most: Units; least: Units }[] = [];
  let [most, least] = [0n, 0n];
  for (let element = values.length - 1; element >= 0; element--) {
    const options = values[element] ?? [];
    let [highest, lowest] = [0n, 0n];
    for (const value of options) {
      if (value > highest) highest = value;
      if (value < lowest) lowest = value;
    }
    most += highest;
    least += lowest;
    reach[element] = { most, least };
  }
  return reach;
}
