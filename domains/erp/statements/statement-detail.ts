import { and, asc, desc, eq, gt, gte, isNull, lt, lte, ne, sql } from 'drizzle-orm';
import {
  bankAccounts,
  statementBalances,
  statementDifferences,
  statementFiles,
  statementProblems,
  statementRows,
  statements,
} from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';

const MAX_PROBLEMS = 100;
const MAX_NEIGHBOURS = 20;
const MAX_DIFFERENCES = 500;

/** One statement with its account, its file and the balances that the bank gave. Throws a NexusError `notFound`. */
export async function statementDetail(tx: TenantTx, id: Id) {
  const { tenantId, entities } = tx.scope;
  const [found] = isId(id)
    ? await tx
        .select({ statement: statements, account: bankAccounts, file: statementFiles })
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
  return { ...found, available: available?.amount ?? null };
}

export type StatementDetail = Awaited<ReturnType<typeof statementDetail>>;
type Statement = StatementDetail['statement'];

/** The statements of the account around this one by their days, newest first: who came before, who comes after. */
export async function neighboursOf(tx: TenantTx, statement: Statement) {
  const { toDate } = statement;
  if (!toDate) return [];
  const around = (side: 'earlier' | 'later') =>
    tx
      .select({
        id: statements.id,
        number: statements.statementNumber,
        sequence: statements.sequenceNumber,
        fromDate: statements.fromDate,
        toDate: statements.toDate,
        opening: statements.openingBalance,
        closing: statements.closingBalance,
        arrivedAt: statements.createdAt,
      })
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
    .limit(MAX_NEIGHBOURS);
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

/**
 * The problems of the file that lie where this statement stands in it: between the rows of its neighbours. That its balances do not agree is
 * not among them: the statement itself says so.
 */
export async function problemsOf(tx: TenantTx, { statement, file }: StatementDetail) {
  const { tenantId } = tx.scope;
  if (file.problemCount === 0) return [];
  const bounds = file.statementCount > 1 ? await linesAround(tx, statement) : { from: 0, to: null };
  return tx
    .select({
      id: statementProblems.id,
      severity: statementProblems.severity,
      line: statementProblems.line,
      code: statementProblems.code,
      message: statementProblems.message,
      raw: statementProblems.raw,
    })
    .from(statementProblems)
    .where(
      and(
        eq(statementProblems.tenantId, tenantId),
        eq(statementProblems.statementFileId, file.id),
        ne(statementProblems.code, 'balance.discrepancy'),
        sql`coalesce(${statementProblems.line}, ${bounds.from + 1}) > ${bounds.from}`,
        bounds.to === null ? undefined : sql`${statementProblems.line} < ${bounds.to}`,
      ),
    )
    .orderBy(statementProblems.line)
    .limit(MAX_PROBLEMS);
}

/** The last line before this statement and the first one after it that belong to rows of others; 0 and null at the file's ends. */
async function linesAround(tx: TenantTx, statement: Statement): Promise<{ from: number; to: number | null }> {
  return {
    from: (await lineBeside(tx, statement, 'before')) ?? 0,
    to: await lineBeside(tx, statement, 'after'),
  };
}

async function lineBeside(
  tx: TenantTx,
  statement: Statement,
  side: 'before' | 'after',
): Promise<number | null> {
  const { tenantId } = tx.scope;
  const [beyond, order] = side === 'before' ? [lt, desc] : [gt, asc];
  const [other] = await tx
    .select({ id: statements.id })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tenantId),
        eq(statements.statementFileId, statement.statementFileId),
        beyond(statements.indexInFile, statement.indexInFile),
        gt(statements.rowCount, 0),
      ),
    )
    .orderBy(order(statements.indexInFile))
    .limit(1);
  if (!other) return null;
  const [row] = await tx
    .select({ line: statementRows.line })
    .from(statementRows)
    .where(and(eq(statementRows.tenantId, tenantId), eq(statementRows.statementId, other.id)))
    .orderBy(order(statementRows.rowNumber))
    .limit(1);
  return row?.line ?? null;
}
