/** One line of the table. Without a peer the figure stands alone; `target` is the ratio that we want to reach. */
export type BenchRow = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly target: number | null;
  readonly note: string;
};

/** The middle of the values; of an even number the upper middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Nearest-rank percentile, `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * Runs each contestant in turn, `rounds` times over, and gives each one's median. Before that each runs `warmUps` times unmeasured: where speed
 * over much data is asked for, what V8 takes to compile is none of it.
 */
export async function alternate<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds = 5,
  warmUps = 0,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) for (let round = 0; round < warmUps; round++) await contestants[name]();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) measured.get(name)?.push(await contestants[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** Rates, more is better: ratio = ours ÷ peer. */
export function rateRow(name: string, ours: number, peer: number, target: number, note = ''): BenchRow {
  return { name, unit: '/s', ours, peer, ratio: ours / peer, target, note };
}
