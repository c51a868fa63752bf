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

/**
 * Each of the days with what is there for it. `entered` are days whose balance a person gave, `missing` those whose statement is overdue. Of several
 * statements of one day it leads to the one with the id `shown`, else to one that does not add up, else to the last.
 */
export function calendarOf(
  days: readonly CalendarDate[],
  found: readonly CalendarStatement[],
  entered: ReadonlySet<CalendarDate>,
  missing: ReadonlySet<CalendarDate>,
  shown?: string,
): CalendarDay[] {
  const toldOn = statementsByDay(days, found);
  return days.map((date) => {
    const told = toldOn.get(date) ?? [];
    const differing = told.find(differs);
    const one =
      told.find(({ id }) => id === shown) ??
      differing ??
      told.find(({ toDate }) => toDate === date) ??
      told.at(-1);
    if (one) {
      const isTwice = told.some((statement) => overlaps(statement, told));
      return { date, state: differing ? 'differs' : isTwice ? 'overlap' : 'complete', statementId: one.id };
    }
    if (entered.has(date)) return { date, state: 'entered', statementId: null };
    return { date, state: missing.has(date) ? 'missing' : 'none', statementId: null };
  });
}

const differs = ({ check }: CalendarStatement) => check === 'discrepancy';

/** The statements that tell of each of the days; the days are in their order. */
function statementsByDay(
  days: readonly CalendarDate[],
  found: readonly CalendarStatement[],
): Map<CalendarDate, CalendarStatement[]> {
  const byDay = new Map(days.map((day) => [day, [] as CalendarStatement[]]));
  for (const statement of found) {
    const { fromDate, toDate } = statement;
    if (!toDate) continue;
    const from = fromDate ?? toDate;
    for (const day of days) {
      if (day > toDate) break;
      if (day >= from) byDay.get(day)?.push(statement);
    }
  }
  return byDay;
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
