import type { CalendarDate } from '#lib/dates.ts';
import type { Period } from './calendar.ts';
import type { AccountKey, Movement } from './model.ts';
import { movement } from './movements.ts';
import type { DayStatement } from './statements.ts';

/** What a bank tells during the day, before it closes it. */
export type IntradayReport = { account: AccountKey; date: CalendarDate; rows: Movement[] };

const TOLD_BY_NOON = 3;

/**
 * The reports of the last day: all rows of the account whose statement is a day late, and of EUR Main what was there by noon, with a hotel's card
 * authorisation that was let go and never booked.
 */
export function intradayReports(
  statements: Readonly<Record<AccountKey, readonly DayStatement[]>>,
  period: Period,
): IntradayReport[] {
  const rowsOf = (account: AccountKey) =>
    statements[account].find(({ date }) => date === period.last)?.rows ?? [];
  const authorised = movement('card', {
    account: 'eurMain',
    date: period.last,
    amount: -214_00n,
    purpose: 'KARTE 4471 VORMERKUNG HOTEL AN DER ILMENAU',
    party: { name: 'HOTEL AN DER ILMENAU' },
  });
  const reports: IntradayReport[] = [
    {
      account: 'eurMain',
      date: period.last,
      rows: [...rowsOf('eurMain').slice(0, TOLD_BY_NOON), authorised],
    },
    { account: 'usd', date: period.last, rows: [...rowsOf('usd')] },
  ];
  return reports.filter(({ rows }) => rows.length > 0);
}
