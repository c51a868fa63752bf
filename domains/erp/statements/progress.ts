import { parseProgress } from '#db/schema/platform.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { systemClock } from '#lib/clock.ts';
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
  await withTenant(scope, (tx) =>
    tx
      .insert(parseProgress)
      .values({ tenantId: scope.tenantId, id: file.id, ...values })
      .onConflictDoUpdate({ target: [parseProgress.tenantId, parseProgress.id], set: values }),
  );
}
