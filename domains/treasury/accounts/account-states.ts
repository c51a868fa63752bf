import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { timeIn } from '#lib/clock.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import type { EntityView } from '../../identity/workspace/entity-view.ts';
import { daysUntil, type Expected, missingStatements, type Present } from './account-days.ts';
import { loadHistories } from './load-account-days.ts';
import { type AccountRow, accountDetail, listAccounts } from './queries.ts';

type LastStatement = {
  readonly id: Id;
  readonly date: CalendarDate;
  readonly number: string | null;
};

/** An account with its last end-of-day statement and those that should be there and are not, oldest first. */
export type AccountState = AccountRow & {
  readonly lastStatement: LastStatement | null;
  readonly missing: readonly Expected[];
};

/** How far back a missing statement is still asked for. */
const DAYS = 90;

/** The accounts of the view with what has come for each and what is overdue at present. */
export async function listAccountStates(
  tx: TenantTx,
  view: EntityView,
  present: Present,
): Promise<AccountState[]> {
  return statesOf(tx, await listAccounts(tx, view), present);
}

/** One account that the scope may see, as in the list. Throws a NexusError `notFound`. */
export async function accountState(tx: TenantTx, id: Id, present: Present): Promise<AccountState> {
  const [state] = await statesOf(tx, [await accountDetail(tx, id)], present);
  if (!state) throw new NexusError('notFound', 'There is no such account.');
  return state;
}

async function statesOf(
  tx: TenantTx,
  accounts: readonly AccountRow[],
  { now, today, timeZone }: Present,
): Promise<AccountState[]> {
  const days = daysUntil(today, DAYS + 1);
  const loaded = await loadHistories(tx, accounts, { from: addDays(today, -DAYS), to: today });
  const statements = await lastStatements(
    tx,
    accounts.map(({ id }) => id),
  );
  return loaded.map(({ history, ...account }) => ({
    ...account,
    lastStatement: statements.get(account.id) ?? null,
    missing: missingStatements(history, days, { date: today, time: timeIn(timeZone, now) }),
  }));
}

/** The newest end-of-day statement of each account that has one. */
async function lastStatements(tx: TenantTx, accountIds: readonly Id[]): Promise<Map<Id, LastStatement>> {
  const rows = await driverOf(tx).unsafe<(LastStatement & { accountId: Id })[]>(
    `SELECT a.id AS "accountId", s.*
       FROM unnest($2::text::uuid[]) AS a(id)
       CROSS JOIN LATERAL (SELECT id, to_date::text AS date, statement_number AS number FROM statements
                            WHERE tenant_id = $1 AND bank_account_id = a.id AND kind = 'endOfDay' AND compared_with IS NULL AND to_date IS NOT NULL
                            ORDER BY to_date DESC, id DESC LIMIT 1) AS s`,
    [tx.scope.tenantId, arrayLiteral(accountIds)],
  );
  return new Map(rows.map(({ accountId, ...statement }) => [accountId, statement]));
}
