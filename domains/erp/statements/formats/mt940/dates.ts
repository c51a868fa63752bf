import { dayNumber, daysInMonth } from '#lib/dates.ts';

/** `adjusted`: the day does not exist (30 February) and stands for the last of its month, as some banks count. */
export type SwiftDate = { date: string; adjusted: boolean };

/** The date read last is most often the next one. */
const last = { text: '', date: null as SwiftDate | null };

/** "090904" as 2009-09-04; years from 80 on are 19xx. Null when month or day can never be. */
export function swiftDate(text: string): SwiftDate | null {
  if (text !== last.text) {
    last.date = readDate(text);
    last.text = text;
  }
  return last.date;
}

function readDate(text: string): SwiftDate | null {
  if (!/^\d{6}$/.test(text)) return null;
  const short = Number(text.slice(0, 2));
  return dateOf(short < 80 ? 2000 + short : 1900 + short, Number(text.slice(2, 4)), Number(text.slice(4, 6)));
}

/** A calendar date; a day from 29 to 31 that the month does not have becomes its last. */
export function dateOf(year: number, month: number, day: number): SwiftDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const lastDay = daysInMonth(year, month);
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  return {
    date: `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, lastDay), 2)}`,
    adjusted: day > lastDay,
  };
}

/** Closer than this in one year, a day is farther away in every other. */
const HALF_A_YEAR = 180;

/** The entry date "0102" of a row: the year that puts it nearest to the value date, so that it may roll over. */
export function entryDate(text: string, valueDate: string): SwiftDate | null {
  if (text === valueDate.slice(5, 7) + valueDate.slice(8)) return { date: valueDate, adjusted: false };
  const year = Number(valueDate.slice(0, 4));
  const value = dayNumber(valueDate);
  let best: SwiftDate | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of [year, year - 1, year + 1]) {
    const date = dateOf(candidate, Number(text.slice(0, 2)), Number(text.slice(2, 4)));
    if (!date) return null;
    const distance = Math.abs(dayNumber(date.date) - value) + (date.adjusted ? 200 : 0);
    if (distance < bestDistance) {
      best = date;
      bestDistance = distance;
      if (distance < HALF_A_YEAR) break;
    }
  }
  return best;
}
