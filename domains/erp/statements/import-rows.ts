import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { ImportStep } from './decide.ts';
import type { StatementSink } from './formats/reader.ts';
import { knownRows, loadLookAlikes, lookAlike } from './known-rows.ts';
import { Overlaps } from './overlaps.ts';
import { type Portion, Portions } from './portions.ts';
import { noteProgress } from './progress.ts';
import type { AfterBatch } from './reading/reader-thread.ts';
import { type SurveyedStatement, statementIdOf } from './survey.ts';
import type { Surveyed } from './tell-statements.ts';

type File = { readonly id: Id; readonly sha256: string; readonly sizeBytes: number };

/**
 * The second pass over a surveyed file: its rows, in steps that do not depend on how the bytes arrive, and the step that says it is finished.
 * `read` reads the file into a sink; `take` puts steps on record in one command; `signal` stops between two.
 */
export async function importRows(
  scope: Scope,
  file: File,
  { survey: { statements: surveyed }, summary: { statementFormats = [] } }: Surveyed,
  read: (sink: StatementSink, afterBatch: AfterBatch) => Promise<unknown>,
  take: (steps: ImportStep[]) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const portions = new Portions();
  const rows: StatementSink = {
    // A statement meets those of other formats on record, also when they come in the same archive.
    statement(_, index) {
      if (statementFormats[index] !== statementFormats[index - 1]) portions.cut();
    },
    statementEnd() {},
    problem() {},
    row(row, index) {
      if (surveyed[index]?.account) portions.add(row, index);
    },
  };
  const overlaps = await withTenant(scope, (tx) => Overlaps.load(tx, file.id));
  let imported = 0;
  const steps = (portion: Portion) => {
    signal.throwIfAborted();
    return withTenant(scope, (tx) => stepsOf(tx, file, surveyed, portion, overlaps));
  };
  const importReady = async (bytesRead: number) => {
    for (const portion of portions.takeReady()) {
      await take(await steps(portion));
      for (const candidates of portion.values()) imported += candidates.length;
      await noteProgress(scope, file, { phase: 'importing', bytesRead, rows: imported });
    }
  };
  await read(rows, importReady);
  await take(await steps(portions.takeRest()));
  const coverages = surveyed.flatMap((statement) => coverageOf(scope.tenantId, file, statement) ?? []);
  for (const step of await withTenant(scope, (tx) => overlaps.compare(tx, coverages))) await take([step]);
  // By itself: what announced rows became is told of rows that are in.
  await take([{ kind: 'finish' }]);
}

async function stepsOf(
  tx: TenantTx,
  file: File,
  surveyed: readonly SurveyedStatement[],
  portion: Portion,
  overlaps: Overlaps,
): Promise<ImportStep[]> {
  const parts = [...portion].flatMap(([index, candidates]) => {
    const statement = surveyed[index];
    const coverage = statement && coverageOf(tx.scope.tenantId, file, statement);
    return coverage ? [{ statement, coverage, candidates }] : [];
  });
  const stored = await loadLookAlikes(tx, parts);
  const steps: ImportStep[] = [];
  for (const { statement, coverage, candidates } of parts) {
    const comparison = await overlaps.comparison(tx, coverage);
    const known = knownRows(stored, coverage, candidates);
    const keeps = known.size > 0 && (await overlaps.keepsLookAlikes(tx, statement, coverage));
    const told = await comparison?.split(
      tx,
      candidates.map(({ row }) => row),
      (row) => known.has(row.rowNumber),
    );
    const fresh = candidates
      .filter(({ row }) => keeps || !known.has(row.rowNumber))
      .filter(({ row }) => !told?.known.has(row.rowNumber) && !told?.left.has(row.rowNumber))
      .map((candidate) => ({
        ...candidate,
        id: derivedId(
          tx.scope.tenantId,
          'statement-row',
          file.sha256,
          statement.indexInFile,
          candidate.row.rowNumber,
        ),
      }));
    for (const { id, row } of fresh) comparison?.add(id, row);
    stored.push(...fresh.map((row) => lookAlike(row, coverage)));
    steps.push({
      kind: 'rows',
      rows: {
        statementId: coverage.statementId,
        bankAccountId: coverage.bankAccountId,
        entityId: coverage.entityId,
        kind: coverage.kind,
        rows: fresh.map(({ row, id, fingerprint, occurrence }) => ({
          ...row,
          id,
          fingerprint,
          occurrence,
          flagged: known.has(row.rowNumber),
        })),
        known: [...(keeps ? [] : known), ...(told?.known ?? [])].map(([rowNumber, rowId]) => ({
          rowNumber,
          rowId,
        })),
      },
    });
  }
  return steps;
}

function coverageOf(
  tenantId: Id,
  file: File,
  { account, summary, indexInFile, fromDate, toDate }: SurveyedStatement,
) {
  if (!account || !summary) return null;
  return {
    statementId: statementIdOf(tenantId, file.sha256, indexInFile),
    bankAccountId: account.id,
    entityId: account.entityId,
    kind: summary.kind,
    statementNumber: summary.statementId,
    fromDate,
    toDate,
  };
}
