import { previousBusinessDay } from '#lib/business-days.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { sum } from './amounts.ts';
import type { Period } from './calendar.ts';
import type { AccountKey, Minor, Movement } from './model.ts';

/** One business day of one account, as the bank closes it. */
export type DayStatement = {
  account: AccountKey;
  date: CalendarDate;
  /** The day whose closing balance this one opens with. */
  openingDate: CalendarDate;
  /** Counts the account's statements of a year, from the year's first business day. */
  number: number;
  opening: Minor;
  closing: Minor;
  rows: Movement[];
};

/** Money that moves without a row, by account and date: what a statement that does not add up is made of. */
export type HiddenMoney = { account: AccountKey; date: CalendarDate; amount: Minor };

/** What the account must have held before the first day to close the last one at `closing`. */
export function openingFor(
  closing: Minor,
  movements: readonly Movement[],
  hidden: readonly HiddenMoney[],
): Minor {
  return closing - sum(movements.map(({ amount }) => amount)) - sum(hidden.map(({ amount }) => amount));
}

/** A statement per business day, empty days included; each opens with what the one before closed with. */
export function dayStatements(
  account: AccountKey,
  period: Period,
  opening: Minor,
  movements: readonly Movement[],
  hidden: readonly HiddenMoney[],
): DayStatement[] {
  const byDay = Map.groupBy(movements, ({ bookingDate }) => bookingDate);
  let balance = opening;
  return period.days.map((date) => {
    const rows = byDay.get(date) ?? [];
    const unseen = hidden.filter((money) => money.account === account && money.date === date);
    const before = balance;
    balance += sum(rows.map(({ amount }) => amount)) + sum(unseen.map(({ amount }) => amount));
    return {
      account,
      date,
      openingDate: previousBusinessDay(date),
      number: numberInYear(date),
      opening: before,
      closing: balance,
      rows,
    };
  });
}

const numbers = new Map<CalendarDate, number>();

/** How many business days of its year have passed with this one. */
function numberInYear(date: CalendarDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const before = previousBusinessDay(date);
  const number = before.slice(0, 4) === date.slice(0, 4) ? numberInYear(before) + 1 : 1;
  numbers.set(date, number);
  return number;
}
