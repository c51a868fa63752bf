import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { scheduleOf } from '../../erp/statements/schedule.ts';
import type { EntityView } from '../../identity/workspace/entity-view.ts';
import type { AccountDays } from './account-days.ts';
import { type AccountRow, listAccounts } from './queries.ts';

export type LoadedAccount = AccountRow & { readonly history: AccountDays };

/** The first and last of the days that are asked for. */
type Days = { readonly from: CalendarDate; readonly to: CalendarDate };

/** The accounts of the view that were open on one of the days, with their closing balances. */
export async function loadAccountDays(tx: TenantTx, view: EntityView, days: Days): Promise<LoadedAccount[]> {
  const accounts = await listAccounts(tx, view);
  const open = accounts.filter(({ closedOn }) => !closedOn || closedOn >= days.from);
  return loadHistories(tx, open, days);
}

/** The accounts with their closing balances of the days. */
export async function loadHistories(
  tx: TenantTx,
  accounts: readonly AccountRow[],
  days: Days,
): Promise<LoadedAccount[]> {
  const ids = arrayLiteral(accounts.map((account) => account.id));
  const [edges, balances, periods] = await Promise.all([
    loadEdges(tx, ids, days),
    loadBalances(tx, ids, days),
    loadPeriods(tx, ids, days),
  ]);
  const dayEnds = await loadDayEnds(
    tx,
    periods.map((period) => period.statementId),
  );
  const inFull = new Set(dayEnds.map((end) => end.statementId));
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  // The bank's closing balance comes last, so that it holds.
  const balancesOf = Map.groupBy([...dayEnds, ...balances], (balance) => balance.id);
  const periodsOf = Map.groupBy(periods, (period) => period.id);
  return accounts.map((account) => ({
    ...account,
    history: {
      id: account.id,
      shortName: account.shortName,
      currency: account.currency,
      schedule: scheduleOf(account),
      dueTime: account.dueTime,
      closedOn: account.closedOn,
      firstDay: edgeOf.get(account.id)?.first ?? null,
      before: edgeOf.get(account.id)?.before ?? null,
      balances: new Map(balancesOf.get(account.id)?.map(({ date, amount }) => [date, amount])),
      periods: (periodsOf.get(account.id) ?? []).map((period) => ({
        from: period.from,
        to: period.to,
        isKnown: inFull.has(period.statementId),
      })),
    },
  }));
}

type Edge = { id: Id; first: CalendarDate | null; before: string | null };

/** The day of each account's first balance, and its last balance before the days. `ids` is an array as PostgreSQL writes it. */
async function loadEdges(tx: TenantTx, ids: string, { from }: Days): Promise<Edge[]> {
  return driverOf(tx).unsafe(
    `SELECT a.id, (SELECT min(date)::text FROM account_balances WHERE tenant_id = $1 AND bank_account_id = a.id) AS first,
            (SELECT amount FROM account_balances WHERE tenant_id = $1 AND bank_account_id = a.id AND date < $3
              ORDER BY date DESC LIMIT 1) AS before
       FROM unnest($2::text::uuid[]) AS a(id)`,
    [tx.scope.tenantId, ids, from],
  );
}

type Balance = { id: Id; date: CalendarDate; amount: string };

async function loadBalances(tx: TenantTx, ids: string, { from, to }: Days): Promise<Balance[]> {
  return driverOf(tx).unsafe(
    `SELECT bank_account_id AS id, date::text AS date, amount FROM account_balances
      WHERE tenant_id = $1 AND bank_account_id = ANY ($2::text::uuid[]) AND date BETWEEN $3 AND $4`,
    [tx.scope.tenantId, ids, from, to],
  );
}

type LoadedPeriod = { id: Id; statementId: Id; from: CalendarDate; to: CalendarDate };

/** Statements over several days. */
async function loadPeriods(tx: TenantTx, ids: string, { from }: Days): Promise<LoadedPeriod[]> {
  return driverOf(tx).unsafe(
    `SELECT bank_account_id AS id, id AS "statementId", from_date::text AS from, to_date::text AS to FROM statements
      WHERE tenant_id = $1 AND bank_account_id = ANY ($2::text::uuid[]) AND to_date >= $3 AND from_date < to_date
        AND kind = 'endOfDay' AND compared_with IS NULL`,
    [tx.scope.tenantId, ids, from],
  );
}

/** Rows up to which a statement's days are looked at one by one. */
const MAX_ROWS = 5_000;

/** The balance after the last row of each day, of the statements whose bank gives one after every row, up to the closing balance. */
async function loadDayEnds(
  tx: TenantTx,
  statementIds: readonly Id[],
): Promise<(Balance & { statementId: Id })[]> {
  if (statementIds.length === 0) return [];
  return driverOf(tx).unsafe(
    `SELECT DISTINCT ON (r.statement_id, r.transaction_date) r.bank_account_id AS id, r.statement_id AS "statementId",
            r.transaction_date::text AS date, r.balance_after AS amount
       FROM statements s JOIN statement_rows r ON r.tenant_id = s.tenant_id AND r.statement_id = s.id
      WHERE s.tenant_id = $1 AND s.id = ANY ($2::text::uuid[]) AND s.credit_count + s.debit_count <= ${MAX_ROWS}
        AND r.status = 'booked' AND r.balance_after IS NOT NULL
        AND s.closing_balance = (SELECT l.balance_after FROM statement_rows l
                                  WHERE l.tenant_id = s.tenant_id AND l.statement_id = s.id ORDER BY l.row_number DESC LIMIT 1)
      ORDER BY r.statement_id, r.transaction_date, r.row_number DESC`,
    [tx.scope.tenantId, arrayLiteral(statementIds)],
  );
}
