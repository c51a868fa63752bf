import { and, desc, eq, gte, isNull, lte } from 'drizzle-orm';
import { accountBalances, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import type { CalendarStatement } from './calendar.ts';
import { linkedColumns } from './linked-columns.ts';

/** Statements that the calendar of one account shows at most: the latest. */
const MAX_STATEMENTS = 1_500;

/** The end-of-day statements of an account that tell of the days, oldest first, and the days whose balance was entered by hand. */
export async function loadCalendar(
  tx: TenantTx,
  accountId: Id,
  from: CalendarDate,
  to: CalendarDate,
): Promise<{ statements: CalendarStatement[]; entered: Set<CalendarDate> }> {
  const { tenantId, entities } = tx.scope;
  const found = await tx
    .select({ ...linkedColumns, check: statements.balanceCheck })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tenantId),
        eq(statements.bankAccountId, accountId),
        eq(statements.kind, 'endOfDay'),
        isNull(statements.comparedWith),
        lte(statements.fromDate, to),
        gte(statements.toDate, from),
        inView(statements.entityId, entities),
      ),
    )
    .orderBy(desc(statements.toDate), desc(statements.id))
    .limit(MAX_STATEMENTS);
  const entered = await tx
    .select({ date: accountBalances.date })
    .from(accountBalances)
    .where(
      and(
        eq(accountBalances.tenantId, tenantId),
        eq(accountBalances.bankAccountId, accountId),
        eq(accountBalances.origin, 'entered'),
        gte(accountBalances.date, from),
        lte(accountBalances.date, to),
        inView(accountBalances.entityId, entities),
      ),
    );
  return { statements: found.reverse(), entered: new Set(entered.map(({ date }) => date)) };
}
