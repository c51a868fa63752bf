/** Repeatable chance in whole numbers. Each purpose has a stream of its own, so that adding to one shifts no other. */
export type Chance = {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** An amount from `min` to `max` minor units, both included, in steps. */
  amount(min: number, max: number, step?: number): bigint;
  pick<T>(list: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
};

/** Chance for one purpose of one seed (mulberry32 over an FNV-1a hash of both). */
export function chanceFor(seed: number, purpose: string): Chance {
  let state = hash(`${seed}/${purpose}`);

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  const integer = (min: number, max: number): number => min + (next() % (max - min + 1));
  return {
    integer,
    amount: (min, max, step = 1) => BigInt(integer(Math.ceil(min / step), Math.floor(max / step)) * step),
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('Nothing to pick from.');
      return list[integer(0, list.length - 1)] as T;
    },
    happens: (percent) => integer(1, 100) <= percent,
    hex: (digits) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join(''),
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
