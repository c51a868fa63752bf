import { type CalendarDate, daysBetween, formatDate } from '#lib/dates.ts';

/** "today", "3 d", or "in 14 d" for what is still to come. */
export function formatAge(date: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(date, today);
  if (days === 0) return 'today';
  return days > 0 ? `${days} d` : `in ${-days} d`;
}

/**
 * An instant (RFC 3339) as a person in `timeZone` reads it: "21 Nov 2026, 06:00". Throws a RangeError on what is no
 * instant and on a zone that does not exist.
 */
export function formatInstant(instant: string, timeZone: string): string {
  const parts = partsIn(instant, timeZone);
  return `${formatDate(`${parts.year}-${parts.month}-${parts.day}`)}, ${parts.hour}:${parts.minute}`;
}

/** Only the time of day: "06:00". */
export function formatTime(instant: string, timeZone: string): string {
  const parts = partsIn(instant, timeZone);
  return `${parts.hour}:${parts.minute}`;
}

function partsIn(instant: string, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}
