import { and, eq, isNull, sql } from 'drizzle-orm';
import { enqueue } from '#db/jobs.ts';
import { apiKeys } from '#db/schema/platform.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { importFile } from '#domains/erp/statements/import-file.ts';
import { createApiKey } from '#domains/identity/api-keys/create-api-key.ts';
import { revokeApiKey } from '#domains/identity/api-keys/revoke-api-key.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import {
  findLoadProgress,
  type LoadPhase,
  noteLoadProgress,
} from '#domains/identity/workspace/load-progress.ts';
import { findWorkspace } from '#domains/identity/workspace/queries.ts';
import { run } from '#domains/run.ts';
import { runMatching } from '#domains/treasury/reconciliation/run-matching.ts';
import { dateIn } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { generateCompany, type SampleCompany } from './company.ts';
import { type Sender, setUpCompany } from './loading/company.ts';
import { decideRows } from './loading/decisions.ts';
import { deliver, upload } from './loading/front-doors.ts';
import { sideBySide } from './loading/side-by-side.ts';

export type Report = (phase: LoadPhase, done: number, total: number) => Promise<void>;

/** Which of all sample companies everybody gets. */
export const SEED = 1;
const UPLOAD_KEY = 'Loading the sample company';
const NOTE_EVERY_ms = 150;

/**
 * Loads the sample company into a workspace that was begun for it, by the doors that everybody uses: signed requests to the webhook, files
 * to the upload, commands for the rest. Dates are relative to the day the workspace was created, so a load that was cut off goes on where it
 * stopped, and a second one changes nothing. Throws a NexusError `conflict` for a workspace of a real company.
 */
export async function loadSample(tenantId: Id, signal: AbortSignal, hear?: Report): Promise<void> {
  const scope = systemScope(tenantId, 'load-sample');
  const { workspace, progress } = await withTenant(scope, async (tx) => ({
    workspace: await findWorkspace(tx),
    progress: await findLoadProgress(tx),
  }));
  if (!workspace.isSample) {
    throw new NexusError(
      'conflict',
      `${workspace.name} was not begun as a sample company, and stays as it is.`,
    );
  }
  if (progress?.phase === 'done') return;
  const report = reporter(scope, hear);
  try {
    await report('company', 0, 1);
    const today = dateIn(workspace.timeZone, workspace.createdAt);
    const company = generateCompany({ seed: SEED, today });
    const senders = await setUpCompany(scope, company);
    const documents = await sendDocuments(company, senders, signal, report);
    await bringStatements(scope, company, signal, report);
    await report('matching', 0, 1);
    await runMatching(scope, today, signal);
    const decided = (done: number, total: number) => report('decisions', done, total);
    await decideRows(scope, company, documents, signal, decided);
    await report('matching', 0, 1);
    await runMatching(scope, today, signal);
    await finish(scope);
    await hear?.('done', 1, 1);
  } catch (error) {
    if (!signal.aborted) await report('failed', 0, 1);
    throw error;
  }
}

/** Notes a phase's beginning at once, and what goes on in it now and then. */
function reporter(scope: Scope, hear: Report | undefined): Report {
  let noted: LoadPhase | null = null;
  let at = 0;
  return async (phase, done, total) => {
    if (phase === noted && performance.now() - at < NOTE_EVERY_ms) return;
    noted = phase;
    at = performance.now();
    await withTenant(scope, async (tx) => {
      // Nobody waits for the disk: a crash may lose the note.
      await tx.execute(sql`SET LOCAL synchronous_commit TO off`);
      await noteLoadProgress(tx, { phase, done, total });
    });
    await hear?.(phase, done, total);
  };
}

/** The worker left matching to the load; what came from elsewhere meanwhile is matched now. */
async function finish(scope: Scope): Promise<void> {
  await withTenant(scope, async (tx) => {
    await noteLoadProgress(tx, { phase: 'done', done: 1, total: 1 });
    await enqueue(tx, [{ queue: 'match', tenantId: scope.tenantId }]);
  });
}

/** Each sender sends in its own order. Returns the documents' ids by the ERP's own. */
async function sendDocuments(
  { deliveries }: SampleCompany,
  senders: ReadonlyMap<string, Sender>,
  signal: AbortSignal,
  report: Report,
): Promise<Map<string, Id>> {
  const documents = new Map<string, Id>();
  const lanes = Map.groupBy(deliveries, (delivery) => delivery.integration);
  await sideBySide(lanes, signal, async (delivery, done) => {
    await report('documents', done, deliveries.length);
    const sender = senders.get(delivery.integration);
    if (!sender) throw new Error(`The sample has no sender called ${delivery.integration}.`);
    for (const [externalId, id] of await deliver(delivery, sender)) documents.set(externalId, id);
  });
  return documents;
}

/** Uploads each account's files in their order and imports them at once: the worker, which does so on its own, pauses between two. */
async function bringStatements(
  scope: Scope,
  { files }: SampleCompany,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  await revokeUploadKeys(scope);
  const life = { role: 'analyst' as const, scopes: ['uploadStatement' as const], life_days: 1 };
  const { key } = await run(scope, createApiKey, { name: UPLOAD_KEY, ...life });
  const lanes = Map.groupBy(files, (file) => file.account);
  await sideBySide(lanes, signal, async (file, done) => {
    await report('statements', done, files.length);
    const { statementFileId } = await upload(file, key);
    await importFile(scope, statementFileId, signal);
  }).finally(() => revokeUploadKeys(scope));
}

/** Also the key of a load that was cut off. */
async function revokeUploadKeys(scope: Scope): Promise<void> {
  const live = await withTenant(scope, (tx) =>
    tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(
        and(eq(apiKeys.tenantId, scope.tenantId), eq(apiKeys.name, UPLOAD_KEY), isNull(apiKeys.revokedAt)),
      ),
  );
  for (const { id } of live) await run(scope, revokeApiKey, { apiKeyId: id });
}
