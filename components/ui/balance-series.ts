import type { CalendarDate } from '#lib/dates.ts';

export type BalanceSeries = {
  readonly key: string;
  readonly label: string;
  readonly tone: 'accent' | 'ink' | 'warn' | 'ok' | 'bad';
  /** One per day of the chart: a signed decimal string, or null where there is no statement for that day. */
  readonly amounts: readonly (string | null)[];
};

/** A day of a line as it is drawn: numbers say only where on the screen; figures are shown from the strings. */
export type DrawnDay = {
  /** Drawn solid: a statement says so. */
  readonly known: number | null;
  /** Drawn dashed: the last known balance, held while no statement says otherwise. */
  readonly held: number | null;
};

/** The solid and the dashed part of a line. Nothing is interpolated: before the first statement nothing is drawn. */
export function drawnDays(amounts: readonly (string | null)[]): DrawnDay[] {
  let last: number | null = null;
  const positions = amounts.map((amount) => {
    if (amount !== null) last = Number(amount);
    return { known: amount === null ? null : Number(amount), carried: last };
  });
  return positions.map(({ known, carried }, day) => {
    const besideGap = positions[day + 1]?.known === null || (day > 0 && positions[day - 1]?.known === null);
    return { known, held: known === null || besideGap ? carried : null };
  });
}

/** Round steps that hold all positions: at most six ticks, zero among them when both signs occur. */
export function roundTicks(positions: readonly number[]): number[] {
  const low = Math.min(0, ...positions);
  const high = Math.max(0, ...positions);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 3, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks = [];
  for (let tick = Math.floor(low / step); tick <= Math.ceil(high / step); tick++) ticks.push(tick * step);
  return ticks;
}

/** A tick's label: 3000000 as "3 m", 50000 as "50 k". */
export function tickLabel(tick: number): string {
  const sign = tick < 0 ? '\u2212' : '';
  const size = Math.abs(tick);
  const [unit, name] =
    size >= 1e9 ? [1e9, ' bn'] : size >= 1e6 ? [1e6, ' m'] : size >= 1e3 ? [1e3, ' k'] : [1, ''];
  return `${sign}${Number((size / unit).toPrecision(4))}${name}`;
}

/** Days that get a label, evenly spread with the first and the last among them. */
export function labelledDays(days: readonly CalendarDate[], most: number): CalendarDate[] {
  const count = Math.min(Math.max(2, most), days.length);
  if (count < 2) return [...days];
  return Array.from(
    { length: count },
    (_, index) => days[Math.round((index * (days.length - 1)) / (count - 1))] ?? '',
  );
}

/** Moves labels at the ends of lines (pixels from the top) apart so that none covers another; keeps their order. */
export function spread(tops: readonly number[], gap: number, height: number): number[] {
  const order = tops.map((top, index) => ({ top, index })).sort((a, b) => a.top - b.top);
  let lowest = Number.NEGATIVE_INFINITY;
  for (const label of order) {
    label.top = Math.max(label.top, lowest + gap);
    lowest = label.top;
  }
  let highest = height;
  for (const label of order.reverse()) {
    label.top = Math.min(label.top, highest);
    highest = label.top - gap;
  }
  return order.sort((a, b) => a.index - b.index).map((label) => label.top);
}
