import { and, count, eq, inArray, max, min, sql } from 'drizzle-orm';
import { parseProgress } from '#db/schema/platform.ts';
import { statementFiles, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { visibleFile } from './file-view.ts';

/** Files that one question may be about. */
export const MAX_ARRIVING = 100;

/** How far files are on their way in, and what they brought: in one question, for whoever watches many. Unknown ids are left out. */
export async function arrivingFiles(tx: TenantTx, ids: readonly Id[]) {
  if (ids.length === 0) return [];
  const { tenantId, entities } = tx.scope;
  const files = await tx
    .select({
      id: statementFiles.id,
      format: statementFiles.format,
      status: statementFiles.status,
      errorMessage: statementFiles.errorMessage,
      sizeBytes: statementFiles.sizeBytes,
      statementCount: statementFiles.statementCount,
      rowCount: statementFiles.rowCount,
      knownRowCount: statementFiles.knownRowCount,
      problemCount: statementFiles.problemCount,
      phase: parseProgress.phase,
      bytesRead: parseProgress.bytesRead,
      rowsRead: parseProgress.rows,
    })
    .from(statementFiles)
    .leftJoin(
      parseProgress,
      and(eq(parseProgress.tenantId, statementFiles.tenantId), eq(parseProgress.id, statementFiles.id)),
    )
    .where(
      and(
        eq(statementFiles.tenantId, tenantId),
        inArray(statementFiles.id, ids.slice(0, MAX_ARRIVING)),
        visibleFile(tx),
      ),
    );
  const brought = await tx
    .select({
      fileId: statements.statementFileId,
      fromDate: min(statements.fromDate),
      toDate: max(statements.toDate),
      differing: count(sql`CASE WHEN ${statements.balanceCheck} = 'discrepancy' THEN 1 END`),
      /** The statement, when it is the only one. */
      onlyStatementId: sql<Id | null>`CASE WHEN count(*) = 1 THEN min(${statements.id}::text) END`,
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tenantId),
        inArray(
          statements.statementFileId,
          files.map(({ id }) => id),
        ),
        inView(statements.entityId, entities),
      ),
    )
    .groupBy(statements.statementFileId);
  const byFile = new Map(brought.map(({ fileId, ...what }) => [fileId, what]));
  const nothing = { fromDate: null, toDate: null, differing: 0, onlyStatementId: null };
  return files.map((file) => ({ ...file, ...(byFile.get(file.id) ?? nothing) }));
}

export type ArrivingFile = Awaited<ReturnType<typeof arrivingFiles>>[number];
