import type { TenantTx } from '#db/tenancy.ts';
import { timeIn } from '#lib/clock.ts';
import { type CalendarDate, daysBetween } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { calendarOf } from '../../erp/statements/calendar.ts';
import { loadCalendar } from '../../erp/statements/load-calendar.ts';
import { daysUntil, missingStatements, type Present } from './account-days.ts';
import { loadHistories } from './load-account-days.ts';
import type { AccountRow } from './queries.ts';

/**
 * The days of an account that the scope may see, each with the statement that tells of it, and what is overdue among them. `shown` is the statement
 * that its own day leads to.
 */
export async function loadAccountCalendar(
  tx: TenantTx,
  account: AccountRow,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  { now, today, timeZone }: Present,
  shown?: Id,
) {
  const days = daysUntil(to, daysBetween(from, to) + 1);
  const { statements, entered } = await loadCalendar(tx, account.id, from, to);
  const histories = await loadHistories(tx, [account], { from, to });
  const present = { date: today, time: timeIn(timeZone, now) };
  const missing = histories.flatMap(({ history }) => missingStatements(history, days, present));
  const overdue = new Set(missing.map((period) => period.to));
  return { days: calendarOf(days, statements, entered, overdue, shown), statements, missing };
}
