import { and, asc, eq, gte, lte, ne, sql } from 'drizzle-orm';
import {
  bankAccounts,
  statementBalances,
  statementDifferences,
  statementFiles,
  statements,
} from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { isWhole } from './file-view.ts';

const MAX_REPORTS = 20;
const MAX_DIFFERENCES = 500;

/** One statement with its account, its file and the balances that the bank gave. Throws a NexusError `notFound`. */
export async function statementDetail(tx: TenantTx, id: Id) {
  const { tenantId, entities } = tx.scope;
  const [found] = isId(id)
    ? await tx
        .select({ statement: statements, account: bankAccounts, file: statementFiles, isWhole: isWhole(tx) })
        .from(statements)
        .innerJoin(
          bankAccounts,
          and(eq(bankAccounts.tenantId, statements.tenantId), eq(bankAccounts.id, statements.bankAccountId)),
        )
        .innerJoin(
          statementFiles,
          and(
            eq(statementFiles.tenantId, statements.tenantId),
            eq(statementFiles.id, statements.statementFileId),
          ),
        )
        .where(
          and(
            eq(statements.tenantId, tenantId),
            eq(statements.id, id),
            inView(statements.entityId, entities),
          ),
        )
    : [];
  if (!found) throw new NexusError('notFound', 'There is no such statement.');
  const [available] = await tx
    .select({ amount: statementBalances.amount })
    .from(statementBalances)
    .where(
      and(
        eq(statementBalances.tenantId, tenantId),
        eq(statementBalances.statementId, id),
        eq(statementBalances.type, 'closingAvailable'),
      ),
    )
    .limit(1);
  const { isWhole: isFileWhole, ...rest } = found;
  return { ...rest, isFileWhole, available: available?.amount ?? null };
}

export type StatementDetail = Awaited<ReturnType<typeof statementDetail>>;
type Statement = StatementDetail['statement'];

/** Intraday reports and advices of the days of an end-of-day statement, oldest first. */
export async function reportsOf(tx: TenantTx, statement: Statement) {
  const { fromDate, toDate } = statement;
  if (statement.kind !== 'endOfDay' || !fromDate || !toDate) return [];
  return tx
    .select({
      id: statements.id,
      kind: statements.kind,
      date: statements.toDate,
      rows: sql<number>`${statements.creditCount} + ${statements.debitCount}`.mapWith(Number),
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.bankAccountId, statement.bankAccountId),
        ne(statements.kind, 'endOfDay'),
        lte(statements.fromDate, toDate),
        gte(statements.toDate, fromDate),
        inView(statements.entityId, tx.scope.entities),
      ),
    )
    .orderBy(asc(statements.toDate), asc(statements.createdAt), asc(statements.id))
    .limit(MAX_REPORTS);
}

/** What the statement of a second source tells otherwise than the leading one, by day. */
export async function differencesOf(tx: TenantTx, statement: Statement) {
  return tx
    .select({
      id: statementDifferences.id,
      kind: statementDifferences.kind,
      date: statementDifferences.date,
      amount: statementDifferences.amount,
      leadingAmount: statementDifferences.leadingAmount,
      leadingDate: statementDifferences.leadingDate,
      currency: statementDifferences.currency,
      description: statementDifferences.description,
    })
    .from(statementDifferences)
    .where(
      and(
        eq(statementDifferences.tenantId, tx.scope.tenantId),
        eq(statementDifferences.statementId, statement.id),
      ),
    )
    .orderBy(asc(statementDifferences.date), asc(statementDifferences.id))
    .limit(MAX_DIFFERENCES);
}
