import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { parseProgress } from '#db/schema/platform.ts';
import { statementFiles } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { addSeconds, type Instant, systemClock } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

export type Progress = {
  readonly phase: 'reading' | 'importing' | 'done';
  readonly bytesRead: number;
  readonly rows: number;
};

/** Notes how far the reading of a file is; only for the eye, so it is written beside the record, not into it. */
export async function noteProgress(
  scope: Scope,
  file: { id: Id; sizeBytes: number },
  progress: Progress,
): Promise<void> {
  const values = { ...progress, bytesTotal: file.sizeBytes, updatedAt: systemClock() };
  await withTenant(scope, async (tx) => {
    // Nobody waits for the disk: a crash may lose the note.
    await tx.execute(sql`SET LOCAL synchronous_commit TO off`);
    await tx
      .insert(parseProgress)
      .values({ tenantId: scope.tenantId, id: file.id, ...values })
      .onConflictDoUpdate({ target: [parseProgress.tenantId, parseProgress.id], set: values });
  });
}

const KEPT_S = 86_400;
const ENDED = ['imported', 'rejected', 'dismissed'];

/** Forgets how far the reading of files was that ended more than a day ago. */
export async function sweepProgress(tx: TenantTx, now: Instant): Promise<void> {
  const { tenantId } = tx.scope;
  const finished = tx
    .select({ id: statementFiles.id })
    .from(statementFiles)
    .where(and(eq(statementFiles.tenantId, tenantId), inArray(statementFiles.status, ENDED)));
  await tx
    .delete(parseProgress)
    .where(
      and(
        eq(parseProgress.tenantId, tenantId),
        lt(parseProgress.updatedAt, addSeconds(now, -KEPT_S)),
        inArray(parseProgress.id, finished),
      ),
    );
}
