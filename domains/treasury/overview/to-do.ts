import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import type { EntityView } from '../../identity/workspace/entity-view.ts';
import type { Sum } from '../markets/valuation.ts';

/** Statements that do not add up: how many, by how much, and the newest of them. */
export type Differences = {
  readonly count: number;
  /** Differences without their signs. */
  readonly sums: readonly Sum[];
  readonly newest: readonly { readonly id: Id; readonly account: string; readonly date: CalendarDate }[];
};

/** How many are named one by one, and counted at most. */
const NAMED = 2;
const MAX_COUNTED = 1_000;

/** Scopes of the view as a parameter of SQL: null for all entities. */
const codesOf = (view: EntityView) => (view === 'all' ? null : arrayLiteral(view));

/** Statements whose opening balance and rows do not come to the closing balance. */
export async function loadDifferences(tx: TenantTx, view: EntityView): Promise<Differences> {
  const rows = await driverOf(tx).unsafe<DifferenceRow[]>(
    `SELECT s.id, b.short_name AS account, s.to_date::text AS date, s.currency, COALESCE(abs(s.balance_difference), 0)::text AS amount
       FROM statements s JOIN bank_accounts b ON b.tenant_id = s.tenant_id AND b.id = s.bank_account_id
      WHERE s.tenant_id = $1 AND s.balance_check = 'discrepancy' AND s.compared_with IS NULL AND ($2::text IS NULL OR s.entity_id = ANY ($2::text::text[]))
      ORDER BY s.to_date DESC NULLS LAST, s.id DESC LIMIT ${MAX_COUNTED}`,
    [tx.scope.tenantId, codesOf(view)],
  );
  return differencesOf(rows);
}

/** Statements since `from` that do not begin with the balance at which the one before ended. */
export async function loadBreaks(
  tx: TenantTx,
  view: EntityView,
  from: CalendarDate,
): Promise<
  (DifferenceRow & {
    readonly accountId: Id;
    readonly previous: CalendarDate;
    readonly begins: CalendarDate;
  })[]
> {
  return driverOf(tx).unsafe(
    `SELECT s.id, b.short_name AS account, b.id AS "accountId", s.to_date::text AS date, s.currency,
            abs(s.opening_balance - s.previous_closing)::text AS amount, s.previous_date::text AS previous,
            COALESCE(s.from_date, s.to_date)::text AS begins
       FROM (SELECT id, bank_account_id, currency, from_date, to_date, opening_balance,
                    lag(closing_balance) OVER w AS previous_closing, lag(to_date) OVER w AS previous_date
               FROM statements
              WHERE tenant_id = $1 AND kind = 'endOfDay' AND compared_with IS NULL AND to_date >= $3 AND ($2::text IS NULL OR entity_id = ANY ($2::text::text[]))
             WINDOW w AS (PARTITION BY bank_account_id ORDER BY to_date, length(statement_number), statement_number,
                          length(sequence_number), sequence_number, id)) AS s
       JOIN bank_accounts b ON b.tenant_id = $1 AND b.id = s.bank_account_id
      WHERE s.opening_balance <> s.previous_closing
      ORDER BY s.to_date DESC, s.id DESC LIMIT ${MAX_COUNTED}`,
    [tx.scope.tenantId, codesOf(view), from],
  );
}

export type DifferenceRow = Differences['newest'][number] & Sum;

export function differencesOf(rows: readonly DifferenceRow[]): Differences {
  return {
    count: rows.length,
    sums: rows.map(({ currency, amount }) => ({ currency, amount })),
    newest: rows.slice(0, NAMED),
  };
}

/** Rows that an intraday report or an advice announced, and that the statement of their day does not have: how many, and their amounts without sign. */
export type NeverBooked = { readonly count: number; readonly sums: readonly Sum[] };

export async function loadNeverBooked(tx: TenantTx, view: EntityView): Promise<NeverBooked> {
  const rows = await driverOf(tx).unsafe<(Sum & { count: number })[]>(
    `SELECT currency, count(*)::int AS count, sum(amount)::text AS amount FROM statement_rows
      WHERE tenant_id = $1 AND announcement = 'notBooked' AND ($2::text IS NULL OR entity_id = ANY ($2::text::text[]))
      GROUP BY currency ORDER BY currency`,
    [tx.scope.tenantId, codesOf(view)],
  );
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    sums: rows.map(({ currency, amount }) => ({ currency, amount })),
  };
}

/** Rows that wait for a person, by queue: how many, the money that they are about, and the day of the oldest. */
export type WaitingRows = {
  readonly queue: string;
  readonly count: number;
  readonly sums: readonly Sum[];
  readonly oldest: CalendarDate | null;
};

/** What waits in each of the queues, as the projected totals say. */
export async function loadWaitingRows(tx: TenantTx, view: EntityView): Promise<WaitingRows[]> {
  const rows = await driverOf(tx).unsafe<
    (Sum & { queue: string; count: number; oldest: CalendarDate | null })[]
  >(
    `SELECT t.queue, t.currency, t.count, t.amount, o.oldest
       FROM (SELECT queue, currency, sum(row_count)::int AS count, sum(volume)::text AS amount FROM row_totals
              WHERE tenant_id = $1 AND queue <> 'cleared' AND ($2::text IS NULL OR entity_id = ANY ($2::text::text[]))
              GROUP BY queue, currency) AS t
       LEFT JOIN LATERAL (SELECT transaction_date::text AS oldest FROM statement_rows r
                           WHERE r.tenant_id = $1 AND r.queue = t.queue AND ($2::text IS NULL OR r.entity_id = ANY ($2::text::text[]))
                           ORDER BY r.transaction_date, r.id LIMIT 1) AS o ON true
      ORDER BY t.currency`,
    [tx.scope.tenantId, codesOf(view)],
  );
  return [...Map.groupBy(rows, (row) => row.queue)].map(([queue, group]) => ({
    queue,
    count: group.reduce((count, row) => count + row.count, 0),
    sums: group.map(({ currency, amount }) => ({ currency, amount })),
    oldest: group[0]?.oldest ?? null,
  }));
}

/** Documents that came in and break a rule, with the newest of them and its first reason. */
export type RejectedDocuments = {
  readonly count: number;
  readonly sums: readonly Sum[];
  readonly newest: { readonly number: string; readonly source: string; readonly reason: string } | null;
};

/** Documents that were refused and not superseded: how many, sums without signs per currency, and the newest. */
export async function loadRejected(tx: TenantTx, view: EntityView): Promise<RejectedDocuments> {
  const sql = driverOf(tx);
  const parameters = [tx.scope.tenantId, codesOf(view)];
  const totals = await sql.unsafe<(Sum & { count: number })[]>(
    `SELECT currency, sum(document_count)::int AS count, sum(abs(amount))::text AS amount FROM document_totals
      WHERE tenant_id = $1 AND settlement = 'none' AND ($2::text IS NULL OR entity_id = ANY ($2::text::text[]))
      GROUP BY currency ORDER BY currency`,
    parameters,
  );
  if (totals.length === 0) return { count: 0, sums: [], newest: null };
  const [newest] = await sql.unsafe<{ number: string; source: string; reason: string }[]>(
    `SELECT sap_document_number AS number, source, COALESCE(rejection_reasons->0->>'message', '') AS reason FROM invoices
      WHERE tenant_id = $1 AND status = 'rejected' AND ($2::text IS NULL OR entity_id = ANY ($2::text::text[]))
      ORDER BY created_at DESC, id DESC LIMIT 1`,
    parameters,
  );
  return {
    count: totals.reduce((count, row) => count + row.count, 0),
    sums: totals.map(({ currency, amount }) => ({ currency, amount })),
    newest: newest ?? null,
  };
}

/** Uploaded files that wait for a person's word, with the newest of them. */
export async function loadWaitingFiles(tx: TenantTx): Promise<{
  readonly count: number;
  readonly newest: { readonly filename: string; readonly reason: string | null } | null;
}> {
  const rows = await driverOf(tx).unsafe<{ filename: string; reason: string | null; count: number }[]>(
    `SELECT filename, error_message AS reason, count(*) OVER ()::int AS count FROM statement_files
      WHERE tenant_id = $1 AND status = 'waiting' ORDER BY created_at DESC LIMIT 1`,
    [tx.scope.tenantId],
  );
  const [newest] = rows;
  return { count: newest?.count ?? 0, newest: newest ?? null };
}
