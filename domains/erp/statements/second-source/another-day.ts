import { daysBetween } from '#lib/dates.ts';
import { shortestDecimal } from '#lib/decimal.ts';
import type { Difference } from './differences.ts';

/** How far apart two sources may book the same payment: a weekend with holidays beside it. */
const MAX_DAYS_APART = 5;

/**
 * Joins a row that only the second source has with one that only the leading source has where both are the same payment on another day: of the
 * same signed amount, at most MAX_DAYS_APART days apart, the nearest first. Each row is joined once; what is left stays as it was.
 */
export function joinAcrossDays(differences: readonly Difference[]): Difference[] {
  const leading = Map.groupBy(
    differences.filter(({ kind }) => kind === 'onlyLeading'),
    amountKey,
  );
  const joined = new Set<Difference>();
  const here = differences
    .filter(({ kind }) => kind === 'onlyHere')
    .map((row) => {
      const [nearest] = (leading.get(amountKey(row)) ?? [])
        .filter((other) => !joined.has(other) && apart(row, other) <= MAX_DAYS_APART)
        .toSorted((a, b) => apart(row, a) - apart(row, b));
      if (!nearest) return row;
      joined.add(nearest);
      const { date: leadingDate, amount: leadingAmount } = nearest;
      return { ...row, kind: 'otherDay' as const, leadingAmount, leadingDate };
    });
  return [...here, ...differences.filter((other) => other.kind !== 'onlyHere' && !joined.has(other))];
}

const amountKey = ({ amount, currency }: Difference) => `${shortestDecimal(amount)} ${currency}`;

const apart = (a: Difference, b: Difference) => Math.abs(daysBetween(a.date, b.date));
