import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { ImportStep } from './decide.ts';
import type { ExpectedStatement } from './expected-statement.ts';
import type { StatementSink } from './formats/reader.ts';
import { type Candidate, knownRows, loadLookAlikes, lookAlike } from './known-rows.ts';
import { type LastRows, lastRowOf } from './last-rows.ts';
import { Overlaps } from './overlaps.ts';
import { type Portion, Portions } from './portions.ts';
import { noteProgress } from './progress.ts';
import type { AfterBatch } from './reading/reader-thread.ts';

type File = { readonly id: Id; readonly sha256: string; readonly sizeBytes: number };

/** Rows of one statement that go on record together. */
type Part = { readonly statement: ExpectedStatement; readonly candidates: readonly Candidate[] };

/**
 * The second pass over a surveyed file: its rows, in steps that do not depend on how the bytes arrive, and the step that says it is finished.
 * `statements` by their index; of each, the rows up to that of `lastRows` are in. `read` reads the file into a sink; `take` puts steps on record
 * in one command; `signal` stops between two.
 */
export async function importRows(
  scope: Scope,
  file: File,
  statements: readonly ExpectedStatement[],
  lastRows: LastRows,
  read: (sink: StatementSink, afterBatch: AfterBatch) => Promise<unknown>,
  take: (steps: ImportStep[]) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const portions = new Portions();
  const rows: StatementSink = {
    // A statement meets those of other formats on record, also when they come in the same archive.
    statement(_, index) {
      if (statements[index]?.format !== statements[index - 1]?.format) portions.cut();
    },
    statementEnd() {},
    problem() {},
    row(row, index) {
      if (statements[index]) portions.add(row, index);
    },
  };
  const overlaps = await withTenant(scope, (tx) => Overlaps.load(tx, file.id));
  let imported = 0;
  const importPortion = async (portion: Portion) => {
    signal.throwIfAborted();
    for (const candidates of portion.values()) imported += candidates.length;
    const parts = [...portion].flatMap(([index, candidates]): Part[] => {
      const statement = statements[index];
      return statement ? [{ statement, candidates }] : [];
    });
    // A comparison sees every row of a statement. Else what an earlier try took in is only passed over.
    const fresh = parts.filter((part) => overlaps.mayCompare(part.statement) || !isIn(part, lastRows));
    if (fresh.length === 0) return false;
    await take(await withTenant(scope, (tx) => stepsOf(tx, file, fresh, overlaps)));
    return true;
  };
  await read(rows, async (bytesRead) => {
    for (const portion of portions.takeReady())
      if (await importPortion(portion))
        await noteProgress(scope, file, { phase: 'importing', bytesRead, rows: imported });
  });
  await importPortion(portions.takeRest());
  for (const step of await withTenant(scope, (tx) => overlaps.compare(tx, statements))) await take([step]);
  // By itself: what announced rows became is told of rows that are in.
  await take([{ kind: 'finish' }]);
}

function isIn({ statement, candidates }: Part, lastRows: LastRows): boolean {
  const last = lastRowOf(lastRows, statement.statementId);
  return candidates.every(({ row }) => row.rowNumber <= last);
}

async function stepsOf(
  tx: TenantTx,
  file: File,
  parts: readonly Part[],
  overlaps: Overlaps,
): Promise<ImportStep[]> {
  const stored = await loadLookAlikes(tx, parts);
  const steps: ImportStep[] = [];
  for (const { statement, candidates } of parts) {
    const comparison = await overlaps.comparison(tx, statement);
    const known = knownRows(stored, statement, candidates);
    const keeps = known.size > 0 && (await overlaps.keepsLookAlikes(tx, statement));
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
    stored.push(...fresh.map((row) => lookAlike(row, statement)));
    steps.push({
      kind: 'rows',
      rows: {
        statementId: statement.statementId,
        bankAccountId: statement.bankAccountId,
        entityId: statement.entityId,
        kind: statement.kind,
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
