import { and, eq } from 'drizzle-orm';
import { parseProgress } from '#db/schema/platform.ts';
import { statementFiles, statementProblems, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { fileColumns } from './file-columns.ts';
import { isWhole, visibleFile } from './file-view.ts';

const MAX_PROBLEMS = 100;
const MAX_STATEMENTS = 100;

/** A file on its way in, or arrived: its state, how far its reading is, its first statements and problems; these only to whoever sees all of it. Throws a NexusError `notFound`. */
export async function fileStatus(tx: TenantTx, id: Id) {
  const [file] = isId(id)
    ? await tx
        .select({ ...fileColumns, sha256: statementFiles.sha256, isWhole: isWhole(tx) })
        .from(statementFiles)
        .where(
          and(eq(statementFiles.tenantId, tx.scope.tenantId), eq(statementFiles.id, id), visibleFile(tx)),
        )
    : [];
  if (!file) throw new NexusError('notFound', 'There is no such file.');
  return {
    ...file,
    progress: await progressOf(tx, id),
    statements: await firstStatementsOf(tx, id),
    problems: file.isWhole ? await firstProblemsOf(tx, id) : [],
  };
}

/** How far the reading of a file is; null before it began, and once it is long over. */
async function progressOf(tx: TenantTx, id: Id) {
  const [progress] = await tx
    .select({ phase: parseProgress.phase, bytesRead: parseProgress.bytesRead, rows: parseProgress.rows })
    .from(parseProgress)
    .where(and(eq(parseProgress.tenantId, tx.scope.tenantId), eq(parseProgress.id, id)));
  return progress ?? null;
}

async function firstStatementsOf(tx: TenantTx, id: Id) {
  return tx
    .select({
      id: statements.id,
      bankAccountId: statements.bankAccountId,
      statementNumber: statements.statementNumber,
      toDate: statements.toDate,
      balanceCheck: statements.balanceCheck,
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.statementFileId, id),
        inView(statements.entityId, tx.scope.entities),
      ),
    )
    .orderBy(statements.indexInFile)
    .limit(MAX_STATEMENTS);
}

async function firstProblemsOf(tx: TenantTx, id: Id) {
  return tx
    .select({
      severity: statementProblems.severity,
      line: statementProblems.line,
      code: statementProblems.code,
      message: statementProblems.message,
      raw: statementProblems.raw,
    })
    .from(statementProblems)
    .where(and(eq(statementProblems.tenantId, tx.scope.tenantId), eq(statementProblems.statementFileId, id)))
    .orderBy(statementProblems.line)
    .limit(MAX_PROBLEMS);
}
