import { and, eq } from 'drizzle-orm';
import { parseProgress } from '#db/schema/platform.ts';
import { statementFiles, statementProblems, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { visibleFile } from './list-files.ts';

const MAX_PROBLEMS = 100;
const MAX_STATEMENTS = 100;

/** A file on its way in, or arrived: its state, how far its reading is, its first statements and problems. */
export async function fileStatus(tx: TenantTx, id: Id) {
  const { tenantId } = tx.scope;
  const [file] = isId(id)
    ? await tx
        .select()
        .from(statementFiles)
        .where(and(eq(statementFiles.tenantId, tenantId), eq(statementFiles.id, id), visibleFile(tx)))
    : [];
  if (!file) throw new NexusError('notFound', 'There is no such file.');
  const [progress] = await tx
    .select({ phase: parseProgress.phase, bytesRead: parseProgress.bytesRead, rows: parseProgress.rows })
    .from(parseProgress)
    .where(and(eq(parseProgress.tenantId, tenantId), eq(parseProgress.id, id)));
  const problems = await tx
    .select({
      severity: statementProblems.severity,
      line: statementProblems.line,
      code: statementProblems.code,
      message: statementProblems.message,
      raw: statementProblems.raw,
    })
    .from(statementProblems)
    .where(and(eq(statementProblems.tenantId, tenantId), eq(statementProblems.statementFileId, id)))
    .orderBy(statementProblems.line)
    .limit(MAX_PROBLEMS);
  const found = await tx
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
        eq(statements.tenantId, tenantId),
        eq(statements.statementFileId, id),
        inView(statements.entityId, tx.scope.entities),
      ),
    )
    .orderBy(statements.indexInFile)
    .limit(MAX_STATEMENTS);
  return {
    id: file.id,
    filename: file.filename,
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    format: file.format,
    status: file.status,
    errorMessage: file.errorMessage,
    statementCount: file.statementCount,
    rowCount: file.rowCount,
    knownRowCount: file.knownRowCount,
    problemCount: file.problemCount,
    createdAt: file.createdAt,
    progress: progress ?? null,
    statements: found,
    problems,
  };
}
