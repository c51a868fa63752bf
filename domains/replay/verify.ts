import type { TransactionSql } from 'postgres';
import { driverOf, type Transaction } from '#db/client.ts';
import type { EventCatalogue } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { checkFile } from '#db/files.ts';
import { verifications } from '#db/schema/platform.ts';
import { withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { type Id, newId } from '#lib/ids.ts';
import { systemScope } from '../identity/machine-scopes.ts';
import { PROJECTORS } from '../projectors.ts';
import { beginLogCheck, checkRows, endLogCheck, hex, type NotedHead } from './check-log.ts';
import { compareProjections } from './compare.ts';
import { addFinding, type Finding, type Findings } from './findings.ts';
import { lastVerification } from './queries.ts';
import { replay } from './replay.ts';
import { connectForReplay, createShadow, dropShadow, inShadow, newShadow, type Shadow } from './shadow.ts';

/** What a verification found. `position` and `hash` (hexadecimal) are the head to note down. */
export type Verification = {
  readonly tenantId: Id;
  readonly position: number;
  readonly hash: string;
  readonly clean: boolean;
  /** How many findings there are, and the first hundred. */
  readonly findings: { readonly count: number; readonly first: readonly Finding[] };
  readonly verifiedAt: Instant;
};

export type VerifyOptions = {
  /** Heads that were noted down earlier: the log must still hold them. That of the last clean verification is checked anyway. */
  readonly noted?: readonly NotedHead[];
  readonly batchSize?: number;
  readonly catalogue?: EventCatalogue;
  readonly projectors?: readonly Projector[];
};

/**
 * Proves a tenant's record at one moment, while others work on: every hash and position, every event against its schema, every projection
 * against a replay in a shadow schema, every stored file and message against its hash. The outcome is kept in `verifications`.
 */
export async function verify(tenantId: Id, options: VerifyOptions = {}): Promise<Verification> {
  const scope = systemScope(tenantId, 'verify');
  const lastClean = await withTenant(scope, (tx) => lastVerification(tx, { clean: true }));
  const noted = [...(options.noted ?? []), ...(lastClean ? [lastClean] : [])];
  const findings: Findings = { count: 0, first: [] };
  const shadow = newShadow(tenantId);
  const connection = connectForReplay();
  try {
    const examined = await inShadow(
      connection,
      shadow,
      (tx) => examine(tx, shadow, { ...options, noted }, findings),
      { snapshot: true },
    );
    await checkFiles(tenantId, examined.files, findings);
    const { position, hash } = examined;
    const clean = findings.count === 0;
    const verification = { tenantId, position, hash, clean, findings, verifiedAt: systemClock() };
    await withTenant(scope, (tx) => tx.insert(verifications).values(rowOf(verification)));
    return verification;
  } finally {
    await connection.sql.end();
  }
}

/** Values of cells are shown to who verifies, and not kept: they may be personal, and would outlive the person's key. */
function rowOf({ findings, ...verification }: Verification): typeof verifications.$inferInsert {
  const first = findings.first.map((finding) =>
    finding.kind === 'row' ? { ...finding, live: null, replayed: null } : finding,
  );
  return { id: newId(), ...verification, findings: { count: findings.count, first } };
}

/** Everything in one transaction, and so in one snapshot; a shadow that never commits leaves nothing behind. */
async function examine(
  tx: Transaction,
  shadow: Shadow,
  options: VerifyOptions & { noted: readonly NotedHead[] },
  findings: Findings,
): Promise<{ position: number; hash: string; files: string[] }> {
  const { tenantId } = shadow;
  const sql = driverOf(tx);
  let check = beginLogCheck(tenantId, options.noted);
  await createShadow(tx, shadow);
  const { complete } = await replay(tx, shadow, 0, {
    ...options,
    onRows: (rows) => {
      check = checkRows(check, tenantId, rows, findings);
    },
    onFailure: (position, error) => {
      const message = `it cannot be replayed, and the projections are not compared. ${(error as Error).message}`;
      addFinding(findings, { kind: 'replay', position, message });
    },
  });
  await endLogCheck(sql, tenantId, check, findings);
  if (complete) await compareProjections(sql, shadow, findings);
  await checkCheckpoints(sql, tenantId, check.last.position, options.projectors ?? PROJECTORS, findings);
  await checkMessages(sql, tenantId, findings);
  const files = await sql.unsafe<{ sha256: string }[]>(
    'SELECT sha256 FROM statement_files UNION SELECT attachment_sha256 FROM account_balances WHERE attachment_sha256 IS NOT NULL ORDER BY 1',
  );
  await dropShadow(sql, shadow);
  const { position, hash } = check.last;
  return { position, hash: hex(hash), files: files.map((file) => file.sha256) };
}

/** Every projector has come as far as the log, by the code that runs now. */
async function checkCheckpoints(
  sql: TransactionSql,
  tenantId: Id,
  position: number,
  projectors: readonly Projector[],
  findings: Findings,
): Promise<void> {
  const rows = await sql.unsafe<{ projector: string; last_position: string; code_version: number }[]>(
    'SELECT projector, last_position, code_version FROM public.projection_versions WHERE tenant_id = $1',
    [tenantId],
  );
  for (const { name, codeVersion } of projectors) {
    const row = rows.find(({ projector }) => projector === name);
    const say = (message: string) => addFinding(findings, { kind: 'checkpoint', projector: name, message });
    if (!row && position > 0) say('it has no checkpoint: rebuild it.');
    if (row && Number(row.last_position) !== position) say(`it stands at position ${row.last_position}.`);
    if (row && row.code_version !== codeVersion) {
      say(
        `its rows were made by version ${row.code_version}, the code is version ${codeVersion}: rebuild it.`,
      );
    }
  }
}

/** The bodies of inbound messages, as long as they are kept, against their hashes. */
async function checkMessages(sql: TransactionSql, tenantId: Id, findings: Findings): Promise<void> {
  const rows = await sql.unsafe<{ id: Id }[]>(
    `SELECT id FROM public.inbound_messages
      WHERE tenant_id = $1 AND body IS NOT NULL AND encode(sha256(body), 'hex') <> body_sha256 ORDER BY id`,
    [tenantId],
  );
  for (const { id } of rows) {
    addFinding(findings, { kind: 'message', id, message: 'its body is not the one that was received.' });
  }
}

async function checkFiles(tenantId: Id, files: readonly string[], findings: Findings): Promise<void> {
  for (const sha256 of new Set(files)) {
    const state = await checkFile(tenantId, sha256);
    if (state !== 'whole')
      addFinding(findings, { kind: 'file', storagePath: `${tenantId}/${sha256}`, state });
  }
}
