import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import type { EntityView } from '../../identity/workspace/entity-view.ts';
import type { AccountDays } from './account-days.ts';
import { type AccountRow, listAccounts } from './queries.ts';

export type LoadedAccount = AccountRow & { readonly history: AccountDays };

/** The accounts of the view that were open on one of the days, with their closing balances. */
export async function loadAccountDays(
  tx: TenantTx,
  view: EntityView,
  { from, to }: { from: CalendarDate; to: CalendarDate },
): Promise<LoadedAccount[]> {
  const accounts = (await listAccounts(tx, view)).filter(({ closedOn }) => !closedOn || closedOn >= from);
  const ids = arrayLiteral(accounts.map((account) => account.id));
  const { tenantId } = tx.scope;
  const sql = driverOf(tx);
  const [edges, balances, periods] = await Promise.all([
    sql.unsafe<{ id: Id; first: CalendarDate | null; before: string | null }[]>(
      `SELECT a.id, (SELECT min(date)::text FROM account_balances WHERE tenant_id = $1 AND bank_account_id = a.id) AS first,
              (SELECT amount FROM account_balances WHERE tenant_id = $1 AND bank_account_id = a.id AND date < $3
                ORDER BY date DESC LIMIT 1) AS before
         FROM unnest($2::text::uuid[]) AS a(id)`,
      [tenantId, ids, from],
      { prepare: true },
    ),
    sql.unsafe<{ id: Id; date: CalendarDate; amount: string }[]>(
      `SELECT bank_account_id AS id, date::text AS date, amount FROM account_balances
        WHERE tenant_id = $1 AND bank_account_id = ANY ($2::text::uuid[]) AND date BETWEEN $3 AND $4`,
      [tenantId, ids, from, to],
      { prepare: true },
    ),
    sql.unsafe<{ id: Id; from: CalendarDate; to: CalendarDate }[]>(
      `SELECT bank_account_id AS id, from_date::text AS from, to_date::text AS to FROM statements
        WHERE tenant_id = $1 AND bank_account_id = ANY ($2::text::uuid[]) AND to_date >= $3 AND from_date < to_date
          AND kind = 'endOfDay'`,
      [tenantId, ids, from],
      { prepare: true },
    ),
  ]);
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  const balancesOf = Map.groupBy(balances, (balance) => balance.id);
  const periodsOf = Map.groupBy(periods, (period) => period.id);
  return accounts.map((account) => ({
    ...account,
    history: {
      id: account.id,
      shortName: account.shortName,
      currency: account.currency,
      schedule: account.statementSchedule,
      dueTime: account.dueTime,
      closedOn: account.closedOn,
      firstDay: edgeOf.get(account.id)?.first ?? null,
      before: edgeOf.get(account.id)?.before ?? null,
      balances: new Map(balancesOf.get(account.id)?.map(({ date, amount }) => [date, amount])),
      periods: periodsOf.get(account.id) ?? [],
    },
  }));
}
