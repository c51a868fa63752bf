import type { CalendarDate } from '#lib/dates.ts';
import { formatDecimal } from '#lib/decimal.ts';
import type { Rate } from './model.ts';
import type { Chance } from './random.ts';

/** Where each pair stands on the last day, in units of 10^-scale, and how far it moves in a day at most. */
const PAIRS = [
  { quote: 'GBP', scale: 5, end: 83_402, step: 210 },
  { quote: 'JPY', scale: 3, end: 167_660, step: 720 },
  { quote: 'USD', scale: 5, end: 108_710, step: 380 },
];

/** Illustrative rates, one per pair and business day: a random walk back from today's neighbourhood. 1 EUR = rate quote. */
export function illustrativeRates(days: readonly CalendarDate[], chance: Chance): Rate[] {
  const walks = PAIRS.map(({ quote, scale, end, step }) => {
    let value = end;
    const backwards = days.toReversed().map((date) => {
      const rate = formatDecimal({ coefficient: BigInt(value), scale });
      value += chance.integer(-step, step);
      return { date, base: 'EUR', quote, rate };
    });
    return backwards.toReversed();
  });
  return days.flatMap((_, day) => walks.flatMap((walk) => walk[day] ?? []));
}

/** The rate of a currency against the euro on a business day. Throws a RangeError where there is none. */
export function rateOn(rates: readonly Rate[], date: CalendarDate, quote: string): Rate {
  const rate = rates.find((candidate) => candidate.date === date && candidate.quote === quote);
  if (!rate) throw new RangeError(`No rate for ${quote} on ${date}.`);
  return rate;
}
