import { and, asc, desc, eq, gt, lt, ne, sql } from 'drizzle-orm';
import { statementProblems, statementRows, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { StatementDetail } from './statement-detail.ts';

const MAX_PROBLEMS = 100;

type Statement = StatementDetail['statement'];

/**
 * The problems of the file that lie where this statement stands in it: between the rows of its neighbours. That its balances do not agree is
 * not among them: the statement itself says so. None to whoever does not see all of the file: in an archive lines may be of another statement.
 */
export async function problemsOfStatement(tx: TenantTx, { statement, file, isFileWhole }: StatementDetail) {
  const { tenantId } = tx.scope;
  if (file.problemCount === 0 || !isFileWhole) return [];
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
