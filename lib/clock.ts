import type { CalendarDate } from './dates.ts';

/** An instant as RFC 3339 in UTC with six digits: "2026-11-21T08:00:00.123456Z". Sorts as text. */
export type Instant = string;

/** Tells the present instant. Handed to whatever needs the time, so that tests decide it. */
export type Clock = () => Instant;

/** The machine's clock. */
export const systemClock: Clock = () => instantOf(Temporal.Now.instant());

/** An instant as text: RFC 3339 in UTC with six digits, cut off, never rounded up. */
export function instantOf(instant: Temporal.Instant): Instant {
  return instant.toString({ fractionalSecondDigits: 6, roundingMode: 'floor' });
}

/** The instant `seconds` after `from` (before, when negative). */
export function addSeconds(from: Instant, seconds: number): Instant {
  return instantOf(Temporal.Instant.from(from).add({ milliseconds: Math.round(seconds * 1000) }));
}

/** Seconds from `a` to `b`, with fractions. */
export function secondsBetween(a: Instant, b: Instant): number {
  return Number(Temporal.Instant.from(b).epochNanoseconds - Temporal.Instant.from(a).epochNanoseconds) / 1e9;
}

/** The calendar date that it is at `instant` in an IANA time zone: a tenant's "today". */
export function dateIn(timeZone: string, instant: Instant): CalendarDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The instant at which a calendar date begins in an IANA time zone. */
export function startOfDayIn(timeZone: string, date: CalendarDate): Instant {
  return instantOf(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant());
}

/** The wall-clock time "HH:MM" at `instant` in an IANA time zone. */
export function timeIn(timeZone: string, instant: Instant): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5);
}

/** Whether the runtime knows the IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
