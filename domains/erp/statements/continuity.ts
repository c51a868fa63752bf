import { addDays, type CalendarDate, daysBetween } from '#lib/dates.ts';
import { compareDecimals, parseDecimal } from '#lib/decimal.ts';
import { hasStatementOf, type StatementSchedule } from './schedule.ts';

/** A statement as far as its place among the others of its account goes. Amounts are signed decimal strings. */
export type Linked = {
  readonly id: string;
  readonly number: string | null;
  readonly sequence: string | null;
  readonly fromDate: CalendarDate | null;
  readonly toDate: CalendarDate | null;
  readonly opening: string | null;
  readonly closing: string | null;
};

/** How a statement follows the one before it: `holds` when that one's closing balance is this one's opening. */
export type Continuity<Other extends Linked> = {
  readonly previous: Other;
  readonly holds: boolean | null;
  /** Days in between on which a statement was due. */
  readonly missing: readonly CalendarDate[];
};

const MAX_GAP_DAYS = 366;

/**
 * Finds the statement before this one. Of several on one day it is the one that ends where this one begins; else the last one of an
 * earlier day. `holds` is null when one of the two balances is not given. Null for the first statement of an account.
 */
export function continuityOf<Other extends Linked>(
  statement: Linked,
  others: readonly Other[],
  schedule: StatementSchedule,
): Continuity<Other> | null {
  const { toDate } = statement;
  if (!toDate) return null;
  const earlier = others.filter(
    (other) => other.toDate !== null && other.toDate <= toDate && !follows(statement, other),
  );
  const latestFirst = earlier.toSorted((a, b) => order(b, a));
  const fitting = latestFirst.find((other) => same(other.closing, statement.opening));
  const previous =
    fitting && sameDayAsLatest(fitting, latestFirst, toDate)
      ? fitting
      : (latestFirst.find((other) => other.toDate !== toDate) ?? latestFirst[0]);
  if (!previous) return null;
  return {
    previous,
    holds: same(previous.closing, statement.opening),
    missing: daysDue(schedule, previous.toDate ?? toDate, statement.fromDate ?? toDate),
  };
}

/** The statement after this one: the first of a later day, or the next of the same day. */
export function nextOf<Other extends Linked>(statement: Linked, others: readonly Other[]): Other | null {
  const { toDate } = statement;
  if (!toDate) return null;
  const later = others.filter(
    (other) =>
      other.toDate !== null &&
      (other.toDate > toDate || (other.toDate === toDate && follows(statement, other))),
  );
  return later.toSorted(order)[0] ?? null;
}

type Arrived = Linked & { readonly arrivedAt: string };

/**
 * Whether the statement came after both its neighbours and made their chain whole: the gap that was between them, both days excluded. Null when
 * there was none, or some of it is still there.
 */
export function closedGap(
  statement: Arrived,
  previous: Arrived | null,
  next: Arrived | null,
  schedule: StatementSchedule,
): { readonly after: CalendarDate; readonly before: CalendarDate } | null {
  const after = previous?.toDate;
  const before = next?.fromDate ?? next?.toDate;
  if (!previous || !next || !after || !before) return null;
  if (statement.arrivedAt <= previous.arrivedAt || statement.arrivedAt <= next.arrivedAt) return null;
  const wasBroken =
    same(previous.closing, next.opening) === false || daysDue(schedule, after, before).length > 0;
  const joins =
    same(previous.closing, statement.opening) !== false && same(statement.closing, next.opening) !== false;
  const [from, to] = [statement.fromDate ?? statement.toDate, statement.toDate];
  const isWhole =
    from && to && [...daysDue(schedule, after, from), ...daysDue(schedule, to, before)].length === 0;
  return wasBroken && joins && isWhole ? { after, before } : null;
}

/** The days between two days, both excluded, on which this schedule has a statement. */
export function daysDue(
  schedule: StatementSchedule,
  after: CalendarDate,
  before: CalendarDate,
): CalendarDate[] {
  const gap = Math.min(daysBetween(after, before), MAX_GAP_DAYS);
  return Array.from({ length: Math.max(0, gap - 1) }, (_, index) => addDays(after, index + 1)).filter((day) =>
    hasStatementOf(schedule, day),
  );
}

/** Whether `other` comes after `statement` on the same day, as far as the bank's numbers say so. */
function follows(statement: Linked, other: Linked): boolean {
  return other.toDate === statement.toDate && order(statement, other) < 0;
}

function order(a: Linked, b: Linked): number {
  return (
    compareTexts(a.toDate, b.toDate) ||
    compareNumbers(a.number, b.number) ||
    compareNumbers(a.sequence, b.sequence) ||
    compareTexts(a.id, b.id)
  );
}

function sameDayAsLatest(candidate: Linked, latestFirst: readonly Linked[], day: CalendarDate): boolean {
  const latest = latestFirst.find((other) => other.toDate !== day)?.toDate;
  return candidate.toDate === day || candidate.toDate === latest;
}

function compareTexts(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** "99" comes before "100"; what is no number compares as text. */
function compareNumbers(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return /^\d+$/.test(left) && /^\d+$/.test(right) ? Number(left) - Number(right) : compareTexts(left, right);
}

function same(a: string | null, b: string | null): boolean | null {
  if (a === null || b === null) return null;
  return compareDecimals(parseDecimal(a), parseDecimal(b)) === 0;
}
