import { and, desc, eq, isNull, lte, ne } from 'drizzle-orm';
import { openFile } from '#db/files.ts';
import { statements } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { ImportStep } from './decide.ts';
import { rowFingerprint } from './fingerprint.ts';
import { createReader } from './formats/detect.ts';
import type { ReaderOptions } from './formats/reader.ts';
import { type Candidate, type Coverage, knownRows, loadLookAlikes, lookAlike } from './known-rows.ts';
import type { ParsedRow } from './parsed-statement.ts';
import { noteProgress } from './progress.ts';
import { Comparison } from './second-source/comparison.ts';
import { loadOtherSource } from './second-source/load.ts';
import { StorableSink } from './storable.ts';
import { type SurveyedStatement, statementIdOf } from './survey.ts';

const ROWS_PER_STEP = 500;
/** Rows of a step as JSON: with what identifies each of them they stay within an event. */
const BYTES_PER_STEP = 800_000;

type File = { readonly id: Id; readonly sha256: string; readonly sizeBytes: number };
/** Rows of one or more statements, by the statement's index, in the order of the file: at most ROWS_PER_STEP and BYTES_PER_STEP together. */
type Portion = Map<number, Candidate[]>;

/**
 * The second pass over a surveyed file: its rows, in steps that do not depend on how the bytes arrive, and the step that says it is finished.
 * `take` puts steps on record in one command; `signal` stops between two.
 */
export async function importRows(
  scope: Scope,
  file: File,
  options: ReaderOptions,
  surveyed: readonly SurveyedStatement[],
  take: (steps: ImportStep[]) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const portions = new Portions();
  const reader = createReader(
    new StorableSink({
      statement() {},
      statementEnd() {},
      problem() {},
      row(row, index) {
        if (surveyed[index]?.account) portions.add(row, index);
      },
    }),
    options,
  );
  const overlaps = new Map<Id, Overlap>();
  let bytesRead = 0;
  let imported = 0;
  const steps = (portion: Portion) => {
    signal.throwIfAborted();
    return withTenant(scope, (tx) => stepsOf(tx, file, surveyed, portion, overlaps));
  };
  const importReady = async () => {
    for (const portion of portions.takeReady()) {
      await take(await steps(portion));
      for (const candidates of portion.values()) imported += candidates.length;
      await noteProgress(scope, file, { phase: 'importing', bytesRead, rows: imported });
    }
  };
  for await (const chunk of openFile(scope.tenantId, file.sha256)) {
    reader.write(chunk);
    bytesRead += chunk.length;
    await importReady();
  }
  reader.end();
  await importReady();
  await take(await steps(portions.takeRest()));
  for (const statement of surveyed) {
    const results = await withTenant(scope, (tx) => comparisonOf(tx, file, statement, overlaps));
    for (const compared of results) await take([{ kind: 'compared', compared }]);
  }
  // By itself: what announced rows became is told of rows that are in.
  await take([{ kind: 'finish' }]);
}

/** Cuts the rows of a file, as they come, into portions. */
class Portions {
  readonly #seen = new Map<string, number>();
  readonly #ready: Portion[] = [];
  #open: Portion = new Map();
  #count = 0;
  #bytes = 0;

  add(row: ParsedRow, index: number): void {
    const fingerprint = rowFingerprint(row);
    const key = `${index}/${fingerprint}`;
    const occurrence = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, occurrence);
    const bytes = Buffer.byteLength(JSON.stringify(row));
    if (this.#count > 0 && this.#bytes + bytes > BYTES_PER_STEP) this.#ready.push(this.takeRest());
    this.#bytes += bytes;
    const candidates = this.#open.get(index);
    const candidate = { row, fingerprint, occurrence };
    if (candidates) candidates.push(candidate);
    else this.#open.set(index, [candidate]);
    if (++this.#count === ROWS_PER_STEP) this.#ready.push(this.takeRest());
  }

  /** The portions that are full. */
  takeReady(): Portion[] {
    return this.#ready.splice(0);
  }

  takeRest(): Portion {
    const rest = this.#open;
    this.#open = new Map();
    this.#count = 0;
    this.#bytes = 0;
    return rest;
  }
}

/** How a statement meets others of its days; found out with its first rows. */
type Overlap = {
  /** Whether its look-alikes are needed for its balances; null while none has come. */
  keeps: boolean | null;
  /** With what another source tells of the same days. */
  readonly comparison: Comparison | null;
};

async function stepsOf(
  tx: TenantTx,
  file: File,
  surveyed: readonly SurveyedStatement[],
  portion: Portion,
  overlaps: Map<Id, Overlap>,
): Promise<ImportStep[]> {
  const parts = [...portion].flatMap(([index, candidates]) => {
    const statement = surveyed[index];
    const coverage = statement && coverageOf(tx.scope.tenantId, file, statement);
    return coverage ? [{ statement, coverage, candidates }] : [];
  });
  const stored = await loadLookAlikes(tx, parts);
  const steps: ImportStep[] = [];
  for (const { statement, coverage, candidates } of parts) {
    const overlap = overlaps.get(coverage.statementId) ?? (await overlapOf(tx, coverage));
    overlaps.set(coverage.statementId, overlap);
    const { comparison } = overlap;
    const known = knownRows(stored, coverage, candidates);
    // Only a statement that begins where another of the same days ended needs its look-alikes for its balances.
    if (known.size > 0) overlap.keeps ??= await continues(tx, statement, coverage);
    const keeps = overlap.keeps === true;
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

/** What holding the statement against another source came to; one without rows has its balances. */
async function comparisonOf(
  tx: TenantTx,
  file: File,
  statement: SurveyedStatement,
  overlaps: ReadonlyMap<Id, Overlap>,
) {
  const coverage = coverageOf(tx.scope.tenantId, file, statement);
  if (!coverage) return [];
  const { comparison } = overlaps.get(coverage.statementId) ?? (await overlapOf(tx, coverage));
  return (await comparison?.results(tx)) ?? [];
}

async function overlapOf(tx: TenantTx, coverage: Coverage): Promise<Overlap> {
  const source = coverage.kind === 'endOfDay' ? await loadOtherSource(tx, coverage) : null;
  return { keeps: null, comparison: source && new Comparison(coverage, source) };
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

/** Whether this statement's opening is the closing of one that overlaps it, rather than a repetition of that one. */
async function continues(tx: TenantTx, { summary }: SurveyedStatement, coverage: Coverage): Promise<boolean> {
  const opening = summary?.openingBalance;
  const { toDate, fromDate } = coverage;
  if (!opening || !toDate) return false;
  const others = await tx
    .select({
      opening: statements.openingBalance,
      closing: statements.closingBalance,
      toDate: statements.toDate,
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.bankAccountId, coverage.bankAccountId),
        ne(statements.id, coverage.statementId),
        eq(statements.kind, 'endOfDay'),
        isNull(statements.comparedWith),
        lte(statements.fromDate, toDate),
      ),
    )
    .orderBy(desc(statements.toDate))
    .limit(50);
  const same = (amount: string | null) => amount !== null && normal(amount) === normal(opening.amount);
  const overlapping = others.filter((other) => other.toDate && other.toDate >= (fromDate ?? ''));
  return overlapping.some((o) => same(o.closing)) && !overlapping.some((o) => same(o.opening));
}

const normal = (amount: string) => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
