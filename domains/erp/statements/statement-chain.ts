import { and, asc, desc, eq, gte, isNull, lte, ne } from 'drizzle-orm';
import { statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { closedGap, continuityOf, nextOf } from './continuity.ts';
import { linkedColumns } from './linked-columns.ts';
import { scheduleOf } from './schedule.ts';
import type { StatementDetail } from './statement-detail.ts';

const MAX_NEIGHBOURS = 20;

type Statement = StatementDetail['statement'];

/**
 * Where a statement stands among those of its account: how it follows the one before it, which comes after it, and the gap that it closed when it
 * came late. Each is null where there is none.
 */
export async function chainOf(
  tx: TenantTx,
  { statement, account }: Pick<StatementDetail, 'statement' | 'account'>,
) {
  const others = await neighboursOf(tx, statement);
  const linked = {
    id: statement.id,
    number: statement.statementNumber,
    sequence: statement.sequenceNumber,
    fromDate: statement.fromDate,
    toDate: statement.toDate,
    opening: statement.openingBalance,
    closing: statement.closingBalance,
    arrivedAt: statement.createdAt,
  };
  const schedule = scheduleOf(account);
  const continuity = continuityOf(linked, others, schedule);
  const next = nextOf(linked, others);
  return { continuity, next, closedGap: closedGap(linked, continuity?.previous ?? null, next, schedule) };
}

/** The statements of the account around this one by their days, newest first. */
async function neighboursOf(tx: TenantTx, statement: Statement) {
  const { toDate } = statement;
  if (!toDate) return [];
  const around = (side: 'earlier' | 'later') =>
    tx
      .select({ ...linkedColumns, arrivedAt: statements.createdAt })
      .from(statements)
      .where(
        and(
          eq(statements.tenantId, tx.scope.tenantId),
          eq(statements.bankAccountId, statement.bankAccountId),
          eq(statements.kind, statement.kind),
          isNull(statements.comparedWith),
          ne(statements.id, statement.id),
          inView(statements.entityId, tx.scope.entities),
          side === 'earlier' ? lte(statements.toDate, toDate) : gte(statements.toDate, toDate),
        ),
      )
      .orderBy(side === 'earlier' ? desc(statements.toDate) : asc(statements.toDate))
      .limit(MAX_NEIGHBOURS);
  const [earlier, later] = [await around('earlier'), await around('later')];
  const known = new Set(later.map((row) => row.id));
  return [...later.toReversed(), ...earlier.filter((row) => !known.has(row.id))];
}
