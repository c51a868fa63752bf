import { and, asc, count, desc, eq, gt, gte, lte, type SQL, sql, sum } from 'drizzle-orm';
import { rowTotals } from '#db/schema/reconciliation.ts';
import { bankAccounts, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type Cursor, pageOf } from '#lib/cursor.ts';
import { type CalendarDate, isCalendarDate } from '#lib/dates.ts';
import { type Id, isId } from '#lib/ids.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import type { BALANCE_CHECKS, STATEMENT_KINDS } from './parsed-statement.ts';

/** Statements are counted exactly up to here. */
export const MAX_COUNTED = 10_000;

/** Null means any. */
export type StatementFilter = {
  readonly view: EntityView;
  readonly account: Id | null;
  readonly check: (typeof BALANCE_CHECKS)[number] | null;
  readonly kind: (typeof STATEMENT_KINDS)[number] | null;
  /** Only those with rows that nothing explains yet. */
  readonly unmatched: boolean;
  /** Days of the closing balance, both included. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
};

/** Where a page begins: after or before a statement (its last day and id), in the order that the list has. */
type PagePlace = {
  readonly descending: boolean;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
};

const columns = {
  id: statements.id,
  fileId: statements.statementFileId,
  filename: statements.filename,
  format: statements.format,
  account: bankAccounts.shortName,
  accountId: statements.bankAccountId,
  kind: statements.kind,
  number: statements.statementNumber,
  currency: statements.currency,
  fromDate: statements.fromDate,
  toDate: statements.toDate,
  opening: statements.openingBalance,
  moneyIn: statements.creditTotal,
  moneyOut: statements.debitTotal,
  closing: statements.closingBalance,
  rows: sql<number>`${statements.creditCount} + ${statements.debitCount}`.mapWith(Number),
  unmatched: statements.unmatchedCount,
  check: statements.balanceCheck,
  difference: statements.balanceDifference,
};

/** One page of statements by their last day, with whether there are more beyond either end. */
export async function listStatements(
  tx: TenantTx,
  filter: StatementFilter,
  { descending, after, before }: PagePlace,
  pageSize: number,
) {
  const backwards = before !== null;
  const down = descending !== backwards;
  const order = down ? desc : asc;
  const rows = await tx
    .select(columns)
    .from(statements)
    .innerJoin(
      bankAccounts,
      and(eq(bankAccounts.tenantId, statements.tenantId), eq(bankAccounts.id, statements.bankAccountId)),
    )
    .where(and(within(tx, filter), beyond(before ?? after, down)))
    .orderBy(
      sql`${order(statements.toDate)} ${down ? sql`NULLS FIRST` : sql`NULLS LAST`}`,
      sql`${order(statements.id)} ${down ? sql`NULLS FIRST` : sql`NULLS LAST`}`,
    )
    .limit(pageSize + 1);
  return pageOf(rows, { after, before }, pageSize);
}

export type StatementRow = Awaited<ReturnType<typeof listStatements>>['rows'][number];

export const cursorOf = (row: StatementRow): Cursor => [row.toDate ?? '', row.id];

/** How many statements the filter has; `capped` beyond 10,000. */
export async function countStatements(
  tx: TenantTx,
  filter: StatementFilter,
): Promise<{ count: number; capped: boolean }> {
  const found = tx
    .select({ id: statements.id })
    .from(statements)
    .where(within(tx, filter))
    .orderBy(...newestFirst)
    .limit(MAX_COUNTED + 1)
    .as('found');
  const [row] = await tx.select({ count: count() }).from(found);
  const counted = row?.count ?? 0;
  return { count: counted, capped: counted > MAX_COUNTED };
}

/** What the filter's statements moved in all, per currency: cash in less cash out. Nothing is added up beyond 10,000. */
export async function sumStatements(tx: TenantTx, filter: StatementFilter) {
  const { count: counted, capped } = await countStatements(tx, filter);
  if (capped) return { count: counted, capped, sums: [] };
  const sums = await tx
    .select({
      currency: statements.currency,
      amount: sql<string>`sum(${statements.creditTotal} - ${statements.debitTotal})`,
    })
    .from(statements)
    .where(within(tx, filter))
    .groupBy(statements.currency)
    .orderBy(statements.currency);
  return { count: counted, capped, sums };
}

const newestFirst = [sql`${desc(statements.toDate)} NULLS FIRST`, sql`${desc(statements.id)} NULLS FIRST`];

/** Bank rows that nothing explains yet, with the money that they are about: projected, so that nothing is added up here. */
export async function unmatchedTotals(tx: TenantTx, view: EntityView, account: Id | null) {
  const rows = await tx
    .select({
      currency: rowTotals.currency,
      amount: sum(rowTotals.volume).mapWith(String),
      count: sum(rowTotals.rowCount).mapWith(Number),
    })
    .from(rowTotals)
    .where(
      and(
        eq(rowTotals.tenantId, tx.scope.tenantId),
        sql`${rowTotals.queue} <> 'cleared'`,
        inView(rowTotals.entityId, view),
        account ? eq(rowTotals.bankAccountId, account) : undefined,
      ),
    )
    .groupBy(rowTotals.currency)
    .orderBy(rowTotals.currency);
  return {
    count: rows.reduce((total, row) => total + row.count, 0),
    sums: rows.map(({ currency, amount }) => ({ currency, amount })),
  };
}

function within(tx: TenantTx, filter: StatementFilter): SQL | undefined {
  return and(
    eq(statements.tenantId, tx.scope.tenantId),
    inView(statements.entityId, tx.scope.entities),
    inView(statements.entityId, filter.view),
    filter.account ? eq(statements.bankAccountId, filter.account) : undefined,
    filter.check ? eq(statements.balanceCheck, filter.check) : undefined,
    filter.kind ? eq(statements.kind, filter.kind) : undefined,
    filter.unmatched ? gt(statements.unmatchedCount, 0) : undefined,
    filter.from ? gte(statements.toDate, filter.from) : undefined,
    filter.to ? lte(statements.toDate, filter.to) : undefined,
  );
}

/** Beyond the cursor in the direction of reading. A statement without a day stands at the newest end. */
function beyond(cursor: Cursor | null, down: boolean): SQL | undefined {
  const [day = '', id = ''] = cursor ?? [];
  if (!isId(id) || (day !== '' && !isCalendarDate(day))) return undefined;
  if (day === '') {
    return down
      ? sql`(${statements.toDate} IS NOT NULL OR ${statements.id} < ${id}::uuid)`
      : sql`${statements.toDate} IS NULL AND ${statements.id} > ${id}::uuid`;
  }
  const place = sql`(${day}::date, ${id}::uuid)`;
  return down
    ? sql`(${statements.toDate}, ${statements.id}) < ${place}`
    : sql`(${statements.toDate}, ${statements.id}) > ${place}`;
}
