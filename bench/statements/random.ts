/** Chance that is the same for the same seed. */
export type Chance = {
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** So many digits. */
  readonly digits: (count: number) => string;
};

export function chanceOf(seed: number): Chance {
  const random = mulberry32(seed);
  return {
    random,
    pick: <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value,
    digits: (count) => Array.from({ length: count }, () => Math.floor(random() * 10)).join(''),
  };
}

/** The day so many after 1 January 2020 as YYMMDD; after 2,500 it begins anew. */
export function yymmdd(day: number): string {
  return new Date(Date.UTC(2020, 0, 1 + (day % 2500))).toISOString().slice(2, 10).replaceAll('-', '');
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
