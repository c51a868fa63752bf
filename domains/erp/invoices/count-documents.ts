import { and, asc, eq, inArray, lt, sql, sum } from 'drizzle-orm';
import { documentTotals, invoices, openItemTotals } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import { byCurrency } from '../../treasury/markets/valuation.ts';
import { type DIRECTIONS, type DocumentFilter, settlementsOf, within } from './document-filter.ts';

/** Documents are counted exactly up to here. */
export const MAX_COUNTED = 10_000;

export type DocumentCount = {
  readonly count: number;
  /** More than are counted; then there are no sums. */
  readonly capped: boolean;
  readonly sums: readonly { readonly currency: string; readonly amount: string }[];
};

/** How many documents there are in the view. */
export async function countDocuments(tx: TenantTx, view: EntityView): Promise<number> {
  const [row] = await tx
    .select({ documents: sum(documentTotals.documentCount).mapWith(Number) })
    .from(documentTotals)
    .where(and(eq(documentTotals.tenantId, tx.scope.tenantId), inView(documentTotals.entityId, view)));
  return row?.documents ?? 0;
}

/**
 * Count and sum per currency of the filter. Credit notes count negatively; where receivables and payables are mixed, receivables are money
 * in and payables money out. What the projected totals know is not counted again.
 */
export async function countFiltered(tx: TenantTx, filter: DocumentFilter): Promise<DocumentCount> {
  const isProjected = !filter.text && !filter.partner && !filter.from && !filter.to;
  const lines = isProjected ? await projected(tx, filter) : await counted(tx, filter);
  const count = lines.reduce((total, line) => total + line.count, 0);
  const capped = count > MAX_COUNTED;
  const sums = capped ? [] : lines.map(({ currency, amount }) => ({ currency, amount }));
  return { count, capped, sums };
}

function projected(tx: TenantTx, filter: DocumentFilter) {
  const settlements = settlementsOf(filter.settlement);
  const amount = filter.direction
    ? documentTotals.amount
    : sql`CASE ${documentTotals.direction} WHEN 'payable' THEN -${documentTotals.amount} ELSE ${documentTotals.amount} END`;
  return tx
    .select({
      currency: documentTotals.currency,
      count: sum(documentTotals.documentCount).mapWith(Number),
      amount: sql<string>`sum(${amount})`,
    })
    .from(documentTotals)
    .where(
      and(
        eq(documentTotals.tenantId, tx.scope.tenantId),
        inView(documentTotals.entityId, filter.view),
        filter.entity ? eq(documentTotals.entityId, filter.entity) : undefined,
        filter.direction ? eq(documentTotals.direction, filter.direction) : undefined,
        settlements ? inArray(documentTotals.settlement, [...settlements]) : undefined,
        filter.currency ? eq(documentTotals.currency, filter.currency) : undefined,
      ),
    )
    .groupBy(documentTotals.currency)
    .orderBy(asc(documentTotals.currency));
}

async function counted(tx: TenantTx, filter: DocumentFilter) {
  const negative = filter.direction
    ? sql`${invoices.documentType} = 'creditNote'`
    : sql`(${invoices.documentType} = 'creditNote') <> (${invoices.direction} = 'payable')`;
  const found = tx
    .select({
      currency: invoices.currency,
      amount: sql`CASE WHEN ${negative} THEN -${invoices.amount} ELSE ${invoices.amount} END`.as('signed'),
    })
    .from(invoices)
    .where(await within(tx, filter))
    .limit(MAX_COUNTED + 1)
    .as('found');
  return tx
    .select({
      currency: found.currency,
      count: sql`count(*)`.mapWith(Number),
      amount: sql<string>`sum(${found.amount})`,
    })
    .from(found)
    .groupBy(found.currency)
    .orderBy(asc(found.currency));
}

/** A figure above the list: how many, and the open amount per currency; credit notes lower it. */
export type DocumentFigure = Omit<DocumentCount, 'capped'>;

export type DocumentFigures = {
  readonly open: Readonly<Record<(typeof DIRECTIONS)[number], DocumentFigure>>;
  /** Counted by instalment. */
  readonly overdue: Readonly<Record<(typeof DIRECTIONS)[number], DocumentFigure>>;
  readonly rejected: DocumentFigure;
  /** Those that documents are in. */
  readonly currencies: readonly string[];
};

/** The figures above the list, out of projected totals alone. */
export async function documentFigures(
  tx: TenantTx,
  view: EntityView,
  today: CalendarDate,
): Promise<DocumentFigures> {
  const { tenantId } = tx.scope;
  const totals = await tx
    .select()
    .from(documentTotals)
    .where(and(eq(documentTotals.tenantId, tenantId), inView(documentTotals.entityId, view)))
    .orderBy(asc(documentTotals.currency));
  const overdue = await tx
    .select({
      direction: openItemTotals.direction,
      currency: openItemTotals.currency,
      count: sum(openItemTotals.itemCount).mapWith(Number),
      amount: sum(openItemTotals.openAmount).mapWith(String),
    })
    .from(openItemTotals)
    .where(
      and(
        eq(openItemTotals.tenantId, tenantId),
        inView(openItemTotals.entityId, view),
        lt(openItemTotals.dueDate, today),
      ),
    )
    .groupBy(openItemTotals.direction, openItemTotals.currency)
    .orderBy(asc(openItemTotals.currency));
  const open = totals.filter(({ settlement }) => settlement === 'open' || settlement === 'partlyPaid');
  const rejected = totals.filter(({ settlement }) => settlement === 'none');
  return {
    open: byDirection(open.map((row) => ({ ...row, count: row.documentCount, amount: row.openAmount }))),
    overdue: byDirection(overdue),
    rejected: figureOf(rejected.map((row) => ({ ...row, count: row.documentCount }))),
    currencies: [...new Set(totals.map((row) => row.currency))],
  };
}

type Line = {
  readonly direction: string;
  readonly currency: string;
  readonly count: number;
  readonly amount: string;
};

function byDirection(lines: readonly Line[]): DocumentFigures['open'] {
  const of = (direction: string) => figureOf(lines.filter((line) => line.direction === direction));
  return { receivable: of('receivable'), payable: of('payable') };
}

function figureOf(lines: readonly Line[]): DocumentFigure {
  return { count: lines.reduce((count, line) => count + line.count, 0), sums: byCurrency(lines) };
}
