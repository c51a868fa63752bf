import { and, asc, eq, isNotNull, type SQL, sql, sum } from 'drizzle-orm';
import { reconciliations, rowTotals } from '#db/schema/reconciliation.ts';
import { bankAccounts, statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Cursor } from '#lib/cursor.ts';
import { type CalendarDate, isCalendarDate } from '#lib/dates.ts';
import { type Id, isId } from '#lib/ids.ts';
import { signedAmount } from '../../erp/statements/signed-amount.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import type { Criterion } from './matching/types.ts';
import { QUEUE_ORDER, type Queue, type QueueRow, type QueueTotal } from './queue-order.ts';
import { rowHint } from './row-hint.ts';

/** Null means any. */
export type QueueFilter = {
  readonly view: EntityView;
  readonly account: Id | null;
  readonly queue: Queue | null;
};

/** One page of the rows that wait: queue by queue, the oldest first. `next` is null at the end. */
export async function queuePage(
  tx: TenantTx,
  filter: QueueFilter,
  after: Cursor | null,
  pageSize: number,
): Promise<{ rows: QueueRow[]; next: Cursor | null }> {
  const place = placeOf(after);
  const queues = QUEUE_ORDER.slice(place ? QUEUE_ORDER.indexOf(place.queue) : 0).filter(
    (queue) => filter.queue === null || filter.queue === queue,
  );
  const rows: QueueRow[] = [];
  for (const queue of queues) {
    const from = place?.queue === queue ? place : null;
    rows.push(...(await rowsOfQueue(tx, filter, queue, from, pageSize + 1 - rows.length)));
    if (rows.length > pageSize) break;
  }
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return { rows: page, next: rows.length > pageSize && last ? [last.queue, last.date, last.id] : null };
}

/** How many rows are left of how many, and what waits where; projected, so that nothing is counted here. */
export async function queueTotals(
  tx: TenantTx,
  filter: QueueFilter,
): Promise<{ left: number; all: number; queues: QueueTotal[] }> {
  const buckets = await tx
    .select({
      queue: rowTotals.queue,
      currency: rowTotals.currency,
      count: sum(rowTotals.rowCount).mapWith(Number),
      amount: sum(rowTotals.volume).mapWith(String),
    })
    .from(rowTotals)
    .where(
      and(
        eq(rowTotals.tenantId, tx.scope.tenantId),
        inView(rowTotals.entityId, tx.scope.entities),
        inView(rowTotals.entityId, filter.view),
        filter.account ? eq(rowTotals.bankAccountId, filter.account) : undefined,
      ),
    )
    .groupBy(rowTotals.queue, rowTotals.currency)
    .orderBy(asc(rowTotals.currency));
  const queues = QUEUE_ORDER.map((queue) => {
    const own = buckets.filter((bucket) => bucket.queue === queue);
    return {
      queue,
      count: own.reduce((total, bucket) => total + bucket.count, 0),
      sums: own.map(({ currency, amount }) => ({ currency, amount })),
    };
  });
  const left = queues.reduce((total, queue) => total + queue.count, 0);
  return { left, all: buckets.reduce((total, bucket) => total + bucket.count, 0), queues };
}

type Place = { readonly queue: Queue; readonly date: CalendarDate; readonly id: Id };

async function rowsOfQueue(
  tx: TenantTx,
  filter: QueueFilter,
  queue: Queue,
  after: Place | null,
  limit: number,
): Promise<QueueRow[]> {
  const found = await tx
    .select({
      id: statementRows.id,
      date: statementRows.transactionDate,
      account: bankAccounts.shortName,
      party: statementRows.counterpartyName,
      // What the remitter wrote says more than the bank's words around it.
      text: sql<string>`coalesce(nullif(${statementRows.details}->'remittance'->>'unstructured', ''), ${statementRows.description})`,
      amount: statementRows.amount,
      direction: statementRows.direction,
      currency: statementRows.currency,
      kind: reconciliations.kind,
      category: reconciliations.category,
      variance: reconciliations.variance,
      criteria: reconciliations.matchCriteria,
      alternatives:
        sql<number>`coalesce(jsonb_array_length(${reconciliations.proposal}->'alternatives'), 0)`.mapWith(
          Number,
        ),
    })
    .from(statementRows)
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.tenantId, statementRows.tenantId),
        eq(bankAccounts.id, statementRows.bankAccountId),
      ),
    )
    .leftJoin(
      reconciliations,
      and(eq(reconciliations.tenantId, statementRows.tenantId), eq(reconciliations.id, statementRows.id)),
    )
    .where(and(within(tx, filter, queue), after ? beyond(after) : undefined))
    .orderBy(asc(statementRows.transactionDate), asc(statementRows.id))
    .limit(limit);
  return found.map(({ direction, amount, kind, category, variance, criteria, alternatives, ...row }) => ({
    ...row,
    queue,
    amount: signedAmount({ amount, direction }),
    hint: rowHint({
      queue,
      kind,
      category,
      rest: variance,
      currency: row.currency,
      criteria: (criteria ?? []) as Criterion[],
      alternatives,
    }),
  }));
}

function within(tx: TenantTx, filter: QueueFilter, queue: Queue): SQL | undefined {
  return and(
    eq(statementRows.tenantId, tx.scope.tenantId),
    isNotNull(statementRows.queue),
    eq(statementRows.queue, queue),
    inView(statementRows.entityId, tx.scope.entities),
    inView(statementRows.entityId, filter.view),
    filter.account ? eq(statementRows.bankAccountId, filter.account) : undefined,
  );
}

function beyond({ date, id }: Place): SQL {
  return sql`(${statementRows.transactionDate}, ${statementRows.id}) > (${date}::date, ${id}::uuid)`;
}

function placeOf(cursor: Cursor | null): Place | null {
  const [queue, date = '', id = ''] = cursor ?? [];
  const known = QUEUE_ORDER.find((one) => one === queue);
  return known && isCalendarDate(date) && isId(id) ? { queue: known, date, id } : null;
}
