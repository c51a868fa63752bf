import { and, asc, eq, lte, sql, sum } from 'drizzle-orm';
import { openItemTotals } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addDays, type CalendarDate, weekday } from '#lib/dates.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import { byCurrency, type Sum, totalIn, type Valuation } from '../markets/valuation.ts';

/** Some days of what is due; `from` is null for all that is overdue. */
export type DueWindow = {
  readonly kind: 'overdue' | 'thisWeek' | 'week';
  readonly from: CalendarDate | null;
  readonly to: CalendarDate;
};

export type DueSum = Sum & { readonly direction: string; readonly window: number };

export type DueSide = {
  /** In the base currency. */
  readonly amount: string;
  /** What it is made of, one sum per currency. */
  readonly sums: readonly Sum[];
  /** Sums without a rate, which `amount` leaves out. */
  readonly without: readonly Sum[];
};

const WEEKS_AHEAD = 5;

/** Overdue, the rest of this week (Monday to Sunday), and the next five weeks. */
export function dueWindows(today: CalendarDate): DueWindow[] {
  const sunday = addDays(today, (7 - weekday(today)) % 7);
  const weeks = Array.from({ length: WEEKS_AHEAD }, (_, week) => ({
    kind: 'week' as const,
    from: addDays(sunday, 7 * week + 1),
    to: addDays(sunday, 7 * week + 7),
  }));
  return [
    { kind: 'overdue', from: null, to: addDays(today, -1) },
    { kind: 'thisWeek', from: today, to: sunday },
    ...weeks,
  ];
}

/** The projected open amounts of each window by direction and currency; credit notes count negatively. */
export async function loadDue(
  tx: TenantTx,
  view: EntityView,
  windows: readonly DueWindow[],
): Promise<DueSum[]> {
  const inWindow = windows.map(
    ({ to }, index) => sql`WHEN ${openItemTotals.dueDate} <= ${to} THEN ${index}::int`,
  );
  const window = sql<number>`CASE ${sql.join(inWindow, sql` `)} END`;
  return tx
    .select({
      direction: openItemTotals.direction,
      currency: openItemTotals.currency,
      window: window.as('in_window'),
      amount: sum(openItemTotals.openAmount).mapWith(String),
    })
    .from(openItemTotals)
    .where(
      and(
        eq(openItemTotals.tenantId, tx.scope.tenantId),
        lte(openItemTotals.dueDate, windows.at(-1)?.to ?? ''),
        inView(openItemTotals.entityId, view),
      ),
    )
    .groupBy(openItemTotals.direction, openItemTotals.currency, sql`in_window`)
    .orderBy(asc(openItemTotals.currency));
}

/** One side of a window in the base currency. */
export function dueSide(
  sums: readonly DueSum[],
  at: { readonly window: number; readonly direction: 'receivable' | 'payable' },
  valuation: Valuation,
): DueSide {
  const ours = byCurrency(
    sums.filter(({ window, direction }) => window === at.window && direction === at.direction),
  );
  const { total, without } = totalIn(valuation, ours);
  return { amount: total.amount, sums: ours, without };
}
