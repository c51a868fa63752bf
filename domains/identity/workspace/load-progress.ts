import { and, eq } from 'drizzle-orm';
import { loadProgress } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type Instant, secondsBetween, systemClock } from '#lib/clock.ts';

export type LoadPhase = 'company' | 'documents' | 'statements' | 'matching' | 'decisions' | 'done' | 'failed';

/** How far the loading of the sample company is: `done` of `total` within the phase. */
export type LoadProgress = {
  readonly phase: LoadPhase;
  readonly done: number;
  readonly total: number;
  /** "Loading the sample company: 45 of 95 deliveries". */
  readonly text: string;
  readonly updatedAt: Instant;
};

/** A loader that says nothing for so long has died; the worker begins its job again. */
const SILENT_AFTER_S = 60;

/** The loading of the sample company, also after its end; null where none was ever begun. */
export async function findLoadProgress(tx: TenantTx): Promise<LoadProgress | null> {
  const { tenantId } = tx.scope;
  const [row] = await tx
    .select()
    .from(loadProgress)
    .where(and(eq(loadProgress.tenantId, tenantId), eq(loadProgress.id, tenantId)));
  if (!row) return null;
  const { done, total, updatedAt } = row;
  const phase = row.phase as LoadPhase;
  return { phase, done, total, updatedAt, text: describeLoad(phase, done, total) };
}

/** Whether the sample company is being loaded right now. */
export function isLoading(progress: LoadProgress | null, now: Instant = systemClock()): boolean {
  if (!progress || progress.phase === 'done' || progress.phase === 'failed') return false;
  return secondsBetween(progress.updatedAt, now) < SILENT_AFTER_S;
}

/** Notes how far the loading is; only for the eye, so it is written beside the record, not into it. */
export async function noteLoadProgress(
  tx: TenantTx,
  progress: Pick<LoadProgress, 'phase' | 'done' | 'total'>,
): Promise<void> {
  const { tenantId } = tx.scope;
  const values = { ...progress, updatedAt: systemClock() };
  await tx
    .insert(loadProgress)
    .values({ tenantId, id: tenantId, ...values })
    .onConflictDoUpdate({ target: [loadProgress.tenantId, loadProgress.id], set: values });
}

/** The phase as a sentence for people. */
export function describeLoad(phase: LoadPhase, done: number, total: number): string {
  switch (phase) {
    case 'company':
      return 'Loading the sample company: its accounts and rates';
    case 'documents':
      return `Loading the sample company: ${done} of ${total} deliveries`;
    case 'statements':
      return `Loading the sample company: ${done} of ${total} statement files`;
    case 'matching':
      return 'Loading the sample company: matching rows with documents';
    case 'decisions':
      return `Loading the sample company: ${done} of ${total} decisions`;
    case 'done':
      return 'The sample company is loaded.';
    case 'failed':
      return 'The sample company could not be loaded. The log of the worker says why.';
    default:
      return phase satisfies never;
  }
}
