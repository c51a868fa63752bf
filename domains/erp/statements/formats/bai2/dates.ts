import { addDays, isWeekend } from '#lib/dates.ts';
import { dateOf, type SwiftDate, swiftDate } from '../mt940/dates.ts';

/** YYMMDD as the standard has it, or YYYYMMDD. Null when month or day can never be. */
export function bai2Date(text: string): SwiftDate | null {
  if (!/^(?:19|20)\d{6}$/.test(text)) return swiftDate(text);
  return dateOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
}

/** "1430" as "14:30". Null for the end of the day (2400, which some banks write 9999) and for no time at all. */
export function bai2Time(text: string): string | null {
  const match = /^(\d{2}):?(\d{2})(?:\d{2})?$/.exec(text);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  return `${match[1]}:${match[2]}`;
}

/** All rows of a group count from its day: that day and the banking days after it, as far as they were asked for. */
const last = { days: [''] };

/** Banking days after a date. Weekends are left out; holidays are the bank's and not known here. */
export function addBankingDays(date: string, days: number): string {
  if (last.days[0] !== date) last.days = [date];
  const known = last.days;
  while (known.length <= days) known.push(nextBankingDay(known.at(-1) as string));
  return known[days] as string;
}

function nextBankingDay(date: string): string {
  let next = addDays(date, 1);
  while (isWeekend(next)) next = addDays(next, 1);
  return next;
}
