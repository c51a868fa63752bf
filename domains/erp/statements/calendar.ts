import type { CalendarDate } from '#lib/dates.ts';
import { continuityOf, type Linked } from './continuity.ts';
import type { StatementSchedule } from './schedule.ts';

/** A statement as the account's calendar shows it. */
export type CalendarStatement = Linked & { readonly check: string };

export type CalendarDay = {
  readonly date: CalendarDate;
  /** overlap: two statements that are not pages of one day tell of it; entered: a person gave the balance. */
  readonly state: 'complete' | 'differs' | 'overlap' | 'entered' | 'missing' | 'none';
  readonly statementId: string | null;
};

/** Where the chain of statements is not whole: what lies between two of them, or where two do not join. */
export type Break = {
  readonly statement: Linked;
  readonly previous: Linked;
  readonly missing: readonly CalendarDate[];
  /** Whether closing and next opening differ. */
  readonly differs: boolean;
  /** The first and last day of which both tell. */
  readonly overlap: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
};

/** Each of the days with what is there for it. `entered` are days whose balance a person gave, `missing` those whose statement is overdue. */
export function calendarOf(
  days: readonly CalendarDate[],
  found: readonly CalendarStatement[],
  entered: ReadonlySet<CalendarDate>,
  missing: ReadonlySet<CalendarDate>,
): CalendarDay[] {
  const byDay = new Map<CalendarDate, CalendarStatement[]>();
  const wanted = new Set(days);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  for (const statement of found) {
    const { toDate } = statement;
    if (!toDate) continue;
    for (const day of days) {
      if (day < (statement.fromDate ?? toDate) || day < first) continue;
      if (day > toDate || day > last) break;
      if (wanted.has(day)) byDay.set(day, [...(byDay.get(day) ?? []), statement]);
    }
  }
  return days.map((date) => {
    const told = byDay.get(date) ?? [];
    const shown =
      told.find(({ check }) => check === 'discrepancy') ??
      told.find(({ toDate }) => toDate === date) ??
      told.at(-1);
    if (shown) {
      const state =
        shown.check === 'discrepancy'
          ? 'differs'
          : told.some((one) => overlaps(one, told))
            ? 'overlap'
            : 'complete';
      return { date, state, statementId: shown.id };
    }
    if (entered.has(date)) return { date, state: 'entered', statementId: null };
    return { date, state: missing.has(date) ? 'missing' : 'none', statementId: null };
  });
}

/** Whether another of the day's statements tells of other days as well: several of one day alone follow each other. */
function overlaps(statement: Linked, told: readonly Linked[]): boolean {
  if (told.length < 2) return false;
  return told.some(
    (other) =>
      other.id !== statement.id && (isLonger(statement) || isLonger(other)) && !joins(statement, other),
  );
}

const isLonger = ({ fromDate, toDate }: Linked) => fromDate !== null && fromDate !== toDate;

/** One ends on the day on which the other begins, with its balance. */
function joins(a: Linked, b: Linked): boolean {
  const [earlier, later] = (a.toDate ?? '') <= (b.toDate ?? '') ? [a, b] : [b, a];
  return earlier.toDate === later.fromDate && earlier.closing !== null && earlier.closing === later.opening;
}

/** The places at which an account's chain of statements is not whole, newest first. */
export function breaksOf(found: readonly CalendarStatement[], schedule: StatementSchedule): Break[] {
  return found
    .flatMap((statement): Break[] => {
      const continuity = continuityOf(
        statement,
        found.filter((other) => other.id !== statement.id),
        schedule,
      );
      if (!continuity) return [];
      const { previous, holds, missing } = continuity;
      const from = statement.fromDate ?? statement.toDate;
      const to = previous.toDate;
      const overlap =
        from && to && from <= to && (isLonger(statement) || isLonger(previous)) && holds !== true
          ? { from, to }
          : null;
      if (holds !== false && missing.length === 0 && !overlap) return [];
      return [{ statement, previous, missing, differs: holds === false, overlap }];
    })
    .sort((a, b) => ((a.statement.toDate ?? '') < (b.statement.toDate ?? '') ? 1 : -1));
}
