import type { EventOf } from '#db/event-store/event.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addDays, type CalendarDate, earlierOf, laterOf } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import type { StatementCompared } from '../events.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { joinAcrossDays } from './another-day.ts';
import { DayAmountCounter, isCovered, nthKey, type Period } from './compare.ts';
import { type Difference, ofBalance, ofRow } from './differences.ts';
import { type Compared, loadOtherRows, loadUnlikeBalances, type OtherSource } from './load.ts';

type ComparedData = EventOf<typeof StatementCompared>['data'];

/** Differences of one statement that are told one by one. */
const MAX_DIFFERENCES = 500;
/** Days of one statement whose other rows are looked for. */
const MAX_DAYS = 4_000;

/** A row that goes on record although another source tells of its day: it leads, and the other does not have the row. */
type Added = { readonly id: Id; readonly row: ParsedRow };

/**
 * Holds the rows of one statement against those that another source told of the same days: what both have is here already. Of the rest the
 * leading source's rows hold, and whatever one of them alone has is a difference.
 */
export class Comparison {
  readonly #statement: Compared;
  readonly #source: OtherSource;
  readonly #counter = new DayAmountCounter();
  readonly #added: Added[] = [];
  readonly #left: ParsedRow[] = [];
  /** The other source's rows of the days that came so far. */
  readonly #others = new Map<string, Id>();
  readonly #loadedDays = new Set<CalendarDate>();
  #leftCount = 0;
  #sameCount = 0;

  constructor(statement: Compared, source: OtherSource) {
    this.#statement = statement;
    this.#source = source;
  }

  /** Rows that come in their order, each once: those that the other source has, by their numbers, and those that hold no money here. */
  async split(
    tx: TenantTx,
    rows: readonly ParsedRow[],
    isKnown: (row: ParsedRow) => boolean,
  ): Promise<{ known: Map<number, Id>; left: Set<number> }> {
    const told = rows.filter(
      (row) => row.status === 'booked' && isCovered(this.#source.covered, row.bookingDate),
    );
    await this.#loadDays(
      tx,
      told.map((row) => row.bookingDate),
    );
    const known = new Map<number, Id>();
    const left = new Set<number>();
    for (const row of told) {
      const nth = this.#counter.next(row);
      if (isKnown(row)) continue;
      const other = this.#others.get(nthKey({ ...row, nth }));
      if (other) {
        known.set(row.rowNumber, other);
        this.#sameCount++;
      } else if (!this.#source.leads) {
        left.add(row.rowNumber);
        this.#leftCount++;
        if (this.#left.length < MAX_DIFFERENCES) this.#left.push(row);
      }
    }
    return { known, left };
  }

  async #loadDays(tx: TenantTx, days: readonly CalendarDate[]): Promise<void> {
    const missing = [...new Set(days)].filter((day) => !this.#loadedDays.has(day));
    if (missing.length === 0) return;
    for (const other of await loadOtherRows(tx, this.#statement, this.#source, missing)) {
      this.#others.set(nthKey(other), other.id);
    }
    for (const day of missing) this.#loadedDays.add(day);
  }

  /** A row that goes on record. */
  add(id: Id, row: ParsedRow): void {
    if (!this.#source.leads || !isCovered(this.#source.covered, row.bookingDate)) return;
    if (this.#added.length < MAX_DIFFERENCES) this.#added.push({ id, row });
  }

  /** What the comparison came to, once all rows are in: for this statement, or, where it leads, for each of the others. */
  async results(tx: TenantTx): Promise<ComparedData[]> {
    const { leads, statements } = this.#source;
    const days = this.#days();
    const [from, to] = [days[0], days.at(-1)];
    if (!from || !to) return [];
    const others = await loadOtherRows(tx, this.#statement, this.#source, days);
    const alone = others.filter((row) => !this.#counter.has(row, row.nth));
    const balances = await loadUnlikeBalances(tx, this.#statement, this.#source);
    if (!leads) {
      const differences = [
        ...this.#left.map((row) => ofRow('onlyHere', row, null)),
        ...alone.map((row) => ofRow('onlyLeading', row, row.id)),
        ...balances.map(({ date, own, other, currency }) => ofBalance(date, own, other, currency)),
      ];
      const uncounted = this.#leftCount - this.#left.length;
      const own = { id: this.#statement.statementId, to: this.#statement.toDate ?? to };
      return [this.#result(own, { from, to }, differences, uncounted)];
    }
    return statements.map((statement) =>
      this.#result(
        statement,
        { from: laterOf(from, statement.from), to: earlierOf(to, statement.to) },
        [
          ...alone
            .filter((row) => row.statementId === statement.id)
            .map((row) => ofRow('onlyHere', row, row.id)),
          ...this.#added
            .filter(({ row }) => isCovered([statement], row.bookingDate))
            .map(({ id, row }) => ofRow('onlyLeading', row, id)),
          ...balances
            .filter((balance) => balance.otherId === statement.id)
            .map(({ date, own, other, currency }) => ofBalance(date, other, own, currency)),
        ],
        0,
      ),
    );
  }

  #result(
    statement: { readonly id: Id; readonly to: CalendarDate },
    { from, to }: Period,
    found: readonly Difference[],
    uncounted: number,
  ): ComparedData {
    const { leads, covered } = this.#source;
    const differences = joinAcrossDays(found).toSorted((a, b) =>
      a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
    );
    return {
      statementId: statement.id,
      leadingFormat: this.#source.leadingFormat,
      from,
      to,
      isSuperseded: isCovered(leads ? [{ from, to }] : covered, statement.to),
      sameRowCount: this.#sameCount,
      differences: differences.slice(0, MAX_DIFFERENCES),
      moreDifferences: Math.max(0, differences.length - MAX_DIFFERENCES) + uncounted,
    };
  }

  /** The days of the statement that the other source tells of as well. */
  #days(): CalendarDate[] {
    const { fromDate, toDate } = this.#statement;
    const own: Period = { from: fromDate ?? '', to: toDate ?? '' };
    return this.#source.covered
      .flatMap(({ from, to }) => daysOf({ from: laterOf(from, own.from), to: earlierOf(to, own.to) }))
      .slice(0, MAX_DAYS);
  }
}

function daysOf({ from, to }: Period): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to && days.length < MAX_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}
