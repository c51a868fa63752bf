import { addDays, type CalendarDate, daysBetween } from '#lib/dates.ts';
import { addDecimals, compareDecimals, type Decimal, parseDecimal, shortestDecimal } from '#lib/decimal.ts';

/** A bank row as far as it tells whether it is the same money as another. `amount` is unsigned. */
export type Movement = {
  readonly id: string;
  readonly bookingDate: CalendarDate;
  readonly valueDate: CalendarDate | null;
  readonly amount: string;
  readonly direction: string;
  readonly currency: string;
  readonly bankReference: string | null;
  readonly endToEndId: string | null;
  readonly uetr: string | null;
  readonly batchId: string | null;
  readonly counterpartyAccount: string | null;
  readonly fingerprint: string;
};

/** A row that announces money: of an intraday report, of an advice, or pending in a statement. */
export type Announced = Movement & { readonly source: AnnouncementSource };
export type AnnouncementSource = 'intraday' | 'advice' | 'pending';

/** A booked row, with the sources that have announced it already. */
export type Booked = Movement & { readonly announcedBy: readonly AnnouncementSource[] };

/** Days by which a booking may be apart from its announcement when a reference says that they are the same. */
export const MAX_DAYS_APART = 10;

/**
 * Says which booked row each announcement became. The account servicer's reference tells, else the batch, else the reference of the payment
 * itself, else that everything written is the same, else account, day and amount; what only these tell of an advice has to be alone.
 * Each booked row is the becoming of at most one announcement of each source, except of the members of its batch.
 */
export function pairAnnounced(
  announced: readonly Announced[],
  booked: readonly Booked[],
): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const source of ['intraday', 'pending', 'advice'] as const) {
    const open = announced.filter((row) => row.source === source);
    if (open.length > 0) new Pairing(source, open, booked, pairs).run();
  }
  return pairs;
}

class Pairing {
  readonly #source: AnnouncementSource;
  readonly #open: Set<Announced>;
  readonly #free: Set<Booked>;
  readonly #pairs: Map<string, string>;

  constructor(
    source: AnnouncementSource,
    open: readonly Announced[],
    booked: readonly Booked[],
    pairs: Map<string, string>,
  ) {
    this.#source = source;
    this.#open = new Set(open);
    this.#free = new Set(booked.filter((row) => !row.announcedBy.includes(source)));
    this.#pairs = pairs;
  }

  run(): void {
    this.#oneToOne((row) => row.bankReference && [row.bankReference, ...money(row)], near);
    this.#batches();
    this.#oneToOne((row) => row.uetr && [row.uetr, ...money(row)], near);
    this.#oneToOne((row) => row.endToEndId && [row.endToEndId, ...money(row)], near);
    this.#oneToOne((row) => [row.fingerprint], sameDay);
    this.#oneToOne((row) => row.counterpartyAccount && [row.counterpartyAccount, ...money(row)], sameDay);
    this.#oneToOne(money, sameDay, this.#source === 'advice');
  }

  /** Pairs rows of the same key, in their order; `alone`: only where both sides have one. */
  #oneToOne(
    keyOf: (row: Movement) => readonly string[] | '' | null,
    fits: (a: Movement, b: Movement) => boolean,
    alone = false,
  ): void {
    const free = byKey(this.#free, keyOf);
    for (const [key, rows] of byKey(this.#open, keyOf)) {
      const candidates = free.get(key) ?? [];
      for (const row of rows) {
        const at = candidates.findIndex((other) => fits(row, other));
        const found = candidates[at];
        if (!found) continue;
        if (
          alone &&
          (hasTwo(candidates, (other) => fits(row, other)) || hasTwo(rows, (other) => fits(other, found)))
        ) {
          continue;
        }
        this.#take(row, found);
        candidates.splice(at, 1);
      }
    }
  }

  /** Several announcements, or one, that make up a booked batch: the batch is the same and the amounts add up to it. */
  #batches(): void {
    const keyOf = (row: Movement) => row.batchId && [row.batchId, row.direction, row.currency];
    const free = byKey(this.#free, keyOf);
    for (const [key, rows] of byKey(this.#open, keyOf)) {
      for (const batch of free.get(key) ?? []) {
        const members = rows.filter((row) => this.#open.has(row) && near(row, batch));
        if (members.length === 0 || compareDecimals(sumOf(members), parseDecimal(batch.amount)) !== 0)
          continue;
        for (const member of members) this.#take(member, batch);
      }
    }
  }

  #take(row: Announced, booked: Booked): void {
    this.#pairs.set(row.id, booked.id);
    this.#open.delete(row);
    this.#free.delete(booked);
  }
}

function hasTwo<Row>(rows: readonly Row[], test: (row: Row) => boolean): boolean {
  const first = rows.findIndex(test);
  return first >= 0 && rows.slice(first + 1).some(test);
}

/** What has to be the same of one and the same money: 5.0 and 5.00 are one amount. */
function money({ amount, direction, currency }: Movement): string[] {
  return [shortestDecimal(amount), direction, currency];
}

function near(a: Movement, b: Movement): boolean {
  return Math.abs(daysBetween(a.bookingDate, b.bookingDate)) <= MAX_DAYS_APART;
}

/** Booked on the announced day, or of the same value. */
function sameDay(a: Movement, b: Movement): boolean {
  return (
    a.bookingDate === b.bookingDate || (a.valueDate !== null && a.valueDate === b.valueDate && near(a, b))
  );
}

function sumOf(rows: readonly Movement[]): Decimal {
  return rows.reduce((sum, row) => addDecimals(sum, parseDecimal(row.amount)), { coefficient: 0n, scale: 0 });
}

function byKey<Row extends Movement>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => readonly string[] | '' | null,
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const parts = keyOf(row);
    if (!parts) continue;
    const key = parts.join('\u001f');
    const others = found.get(key);
    if (others) others.push(row);
    else found.set(key, [row]);
  }
  return found;
}

/** Days that a pending payment is waited for beyond its day. */
const PENDING_DAYS = 5;

/** The day whose statement has to have an announced row, if it is booked at all. */
export function dueDay({ source, bookingDate, valueDate }: Announced): CalendarDate {
  if (source !== 'pending') return bookingDate;
  const later = valueDate !== null && valueDate > bookingDate ? valueDate : bookingDate;
  return addDays(later, PENDING_DAYS);
}
