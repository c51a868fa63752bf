import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import { canonicalJson } from '#db/event-store/canonical-json.ts';
import { eventsOf } from '#db/event-store/event.ts';
import { readStreamAfter } from '#db/event-store/read.ts';
import { openFile } from '#db/files.ts';
import { statementRows, statements } from '#db/schema/statements.ts';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { EVENTS } from '../../../events.ts';
import { read } from '../../../run.ts';
import { loadAccounts } from '../accounts-in-files.ts';
import { StatementRowsCorrected, StatementRowsImported } from '../events.ts';
import { requireWhole } from '../file-view.ts';
import { createReader } from '../formats/detect.ts';
import type { StatementSink } from '../formats/reader.ts';
import { loadFile, streamOf } from '../load-file.ts';
import type { ParsedRow, StatementProblem } from '../parsed-statement.ts';
import { fileStatus } from '../queries.ts';
import { mappingOf, optionsOf } from '../reader-options.ts';
import { StorableSink } from '../storable.ts';
import { Survey, type SurveyedStatement, statementIdOf } from '../survey.ts';
import { requireRereadable } from './bounds.ts';
import { compareRows, type RecordedRow, type RowComparison } from './compare-rows.ts';

/** Rows of a reading that are kept: a newer reader may find some more than are on record. */
const MAX_ROWS_READ = 100_000;

/** What today's reader makes of a statement that is on record. */
export type RereadStatement = {
  readonly statementId: Id;
  readonly surveyed: SurveyedStatement;
  readonly comparison: RowComparison;
  /** The last number that a row of the statement has, on record or as it is read now. */
  readonly lastRowNumber: number;
  /** Rows that are matched: they are shown, and stay as they are until their match is undone. */
  readonly matched: ReadonlySet<string>;
};

export type Rereading = {
  readonly sha256: string;
  /** Statements of which something is read otherwise. */
  readonly statements: readonly RereadStatement[];
  readonly problems: readonly StatementProblem[];
  /** SHA-256 of all that: what a person saw is what is applied. */
  readonly digest: string;
};

/**
 * Reads an imported file with today's reader and says in what it differs from what is on record. Nothing is changed. Throws a NexusError `notFound`,
 * and those of `requireWhole` and `requireRereadable`.
 */
export async function readAgain(scope: Scope, statementFileId: Id): Promise<Rereading> {
  const { file, state, accounts, recorded, compared } = await read(scope, 'viewStatements', async (tx) => {
    const file = await fileStatus(tx, statementFileId);
    requireWhole(file);
    requireRereadable(file);
    return {
      file,
      state: await loadFile(tx, statementFileId),
      accounts: await loadAccounts(tx),
      recorded: await loadRecorded(tx, statementFileId),
      compared: await loadCompared(tx, statementFileId),
    };
  });
  const options = optionsOf(mappingOf(state), accounts);
  const survey = new Survey(accounts, options.table?.otherwise?.account);
  const rows = new Map<number, ParsedRow[]>();
  const reader = createReader(new StorableSink(keepRows(survey, rows)), options);
  for await (const chunk of openFile(scope.tenantId, file.sha256)) reader.write(chunk);
  reader.end();

  const reread: Omit<RereadStatement, 'matched'>[] = [];
  for (const surveyed of survey.statements) {
    const statementId = statementIdOf(scope.tenantId, file.sha256, surveyed.indexInFile);
    const before = recorded.get(statementId);
    if (!before || !surveyed.account || !surveyed.summary) continue;
    const found = compareRows(before.rows, rows.get(surveyed.indexInFile) ?? []);
    // What another source or statement has is here already: only rows of statements of their own are added.
    const isOwn = before.known.size === 0 && !compared.has(statementId);
    const comparison = isOwn ? found : { ...found, added: [] };
    const { changed, added, gone } = comparison;
    if (changed.length + added.length + gone.length > 0)
      reread.push({
        statementId,
        surveyed,
        comparison,
        lastRowNumber: Math.max(surveyed.rowCount, before.lastRowNumber),
      });
  }
  const touched = reread.flatMap(({ comparison: { changed, gone } }) => [
    ...changed.map(({ recorded: row }) => row.id),
    ...gone.map(({ id }) => id),
  ]);
  const matched = await read(scope, 'viewStatements', (tx) => matchedOf(tx, touched));
  const told = reread.map((statement) => ({ ...statement, matched }));
  return { sha256: file.sha256, statements: told, problems: survey.problems, digest: digestOf(told) };
}

/** Rows of the reading beside the survey of its statements. */
function keepRows(survey: Survey, rows: Map<number, ParsedRow[]>): StatementSink {
  let count = 0;
  return {
    statement: (start, index) => survey.statement(start, index),
    statementEnd: (end, index) => survey.statementEnd(end, index),
    problem: (problem) => survey.problem(problem),
    row(row, index) {
      survey.row(row, index);
      if (++count > MAX_ROWS_READ) return;
      const list = rows.get(index);
      if (list) list.push(row);
      else rows.set(index, [row]);
    },
  };
}

type Recorded = {
  readonly rows: readonly RecordedRow[];
  readonly known: ReadonlySet<number>;
  readonly lastRowNumber: number;
};

/** The rows of each statement of the file as they went on record, corrections included. */
async function loadRecorded(tx: TenantTx, statementFileId: Id): Promise<Map<Id, Recorded>> {
  const events = await readStreamAfter(driverOf(tx), EVENTS, tx.scope.tenantId, streamOf(statementFileId), 0);
  const byStatement = new Map<Id, { rows: Map<Id, RecordedRow>; known: Set<number> }>();
  const of = (id: Id) => {
    const found = byStatement.get(id) ?? { rows: new Map(), known: new Set() };
    byStatement.set(id, found);
    return found;
  };
  for (const { data } of eventsOf(events, StatementRowsImported)) {
    for (const row of data.rows) of(data.statementId).rows.set(row.id, parsed(row));
    for (const { rowNumber } of data.known) of(data.statementId).known.add(rowNumber);
  }
  for (const { data } of eventsOf(events, StatementRowsCorrected)) {
    for (const row of data.rows) of(data.statementId).rows.set(row.id, parsed(row));
    for (const id of data.gone) of(data.statementId).rows.delete(id);
  }
  return new Map(
    [...byStatement].map(([id, { rows, known }]) => {
      const numbers = [...rows.values()].map((row) => row.rowNumber);
      return [id, { rows: [...rows.values()], known, lastRowNumber: Math.max(0, ...numbers) }];
    }),
  );
}

function parsed<Row extends RecordedRow & { fingerprint: string; occurrence: number; flagged: boolean }>(
  row: Row,
): RecordedRow {
  const { fingerprint: _f, occurrence: _o, flagged: _g, ...rest } = row;
  return rest;
}

async function loadCompared(tx: TenantTx, statementFileId: Id): Promise<Set<Id>> {
  const found = await tx
    .select({ id: statements.id, comparedWith: statements.comparedWith })
    .from(statements)
    .where(and(eq(statements.tenantId, tx.scope.tenantId), eq(statements.statementFileId, statementFileId)));
  return new Set(found.filter(({ comparedWith }) => comparedWith !== null).map(({ id }) => id));
}

/** Those of the rows that something explains. */
export async function matchedOf(tx: TenantTx, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const found = await tx
    .select({ id: statementRows.id, matchStatus: statementRows.matchStatus })
    .from(statementRows)
    .where(and(eq(statementRows.tenantId, tx.scope.tenantId), inArray(statementRows.id, [...ids])));
  return new Set(found.filter(({ matchStatus }) => matchStatus !== 'unmatched').map(({ id }) => id));
}

function digestOf(told: readonly RereadStatement[]): string {
  const facts = told.map(({ statementId, comparison: { changed, added, gone }, matched }) => [
    statementId,
    changed.map(({ recorded, read: row }) => [recorded.id, row.rowNumber, matched.has(recorded.id)]),
    added.map((row) => [row.rowNumber, row.amount, row.direction]),
    gone.map(({ id }) => [id, matched.has(id)]),
  ]);
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}
