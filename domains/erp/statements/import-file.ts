import { and, eq } from 'drizzle-orm';
import { isConnectionFailure, isSerialisationFailure } from '#db/errors.ts';
import { statementFiles } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { reportError } from '#lib/log.ts';
import { run } from '../../run.ts';
import { type KnownAccount, loadAccounts } from './accounts-in-files.ts';
import type { FileState, ImportStep } from './decide.ts';
import { type ExpectedStatement, expectedStatement } from './expected-statement.ts';
import type { FileSummary, ReaderOptions, StatementSink } from './formats/reader.ts';
import { importRows } from './import-rows.ts';
import { importStatements } from './import-statements.ts';
import { noRows } from './last-rows.ts';
import { loadFile } from './load-file.ts';
import { readFileHead } from './preview/file-head.ts';
import { LOOK_BYTES, lookAtTable, possibleHeaders } from './preview/table-look.ts';
import { noteProgress } from './progress.ts';
import { PutAside, requireOnItsWay } from './put-aside.ts';
import { choiceOf, mappingOf, optionsOf } from './reader-options.ts';
import { ReadingStopped } from './reading/limits.ts';
import type { AfterBatch } from './reading/reader-thread.ts';
import { type ReaderThreads, readerThreads, storedFile } from './reading/reader-threads.ts';
import { refusalOf } from './refusal.ts';
import { readAsRemembered } from './remembered.ts';
import { Survey } from './survey.ts';
import { headerHash } from './table-mappings/header.ts';
import { mappingsOfHeader, type RememberedMapping } from './table-mappings/queries.ts';
import { rowsOf, type Surveyed, type Take, tellStatements } from './tell-statements.ts';

const PROGRESS_EVERY_BYTES = 1_000_000;

type File = { id: Id; sha256: string; sizeBytes: number };

/**
 * Takes in an uploaded file: surveys it, then imports its rows in events of at most 500. Each step is a command of its own, so a job that was
 * killed goes on where it stopped, and one that runs twice does its work once. `signal` stops between two steps. The file is read in a thread, by
 * the bounds of `reading/limits.ts`.
 */
export async function importFile(
  scope: Scope,
  statementFileId: Id,
  signal: AbortSignal,
  threads: ReaderThreads = readerThreads,
): Promise<void> {
  const take = (steps: ImportStep[]) => run(scope, importStatements, { statementFileId, steps });
  try {
    await takeIn(scope, statementFileId, take, threads, signal);
  } catch (error) {
    if (error instanceof PutAside) return;
    if (signal.aborted || mayPass(error)) throw error;
    const { applied } = await take([{ kind: 'reject', rejected: rejectionOf(error) }]);
    if (!applied) throw error;
    if (!(error instanceof ReadingStopped)) reportError(error, { statementFileId });
  }
}

/** Whether a later try may succeed: what others did, the database and the disk change, a file does not. */
function mayPass(error: unknown): boolean {
  if (error instanceof NexusError) return error.code !== 'tooLarge';
  const ofSystem = error instanceof Error && 'syscall' in error;
  return ofSystem || isConnectionFailure(error) || isSerialisationFailure(error);
}

function rejectionOf(error: unknown) {
  if (!(error instanceof ReadingStopped)) {
    const errorMessage = 'Nexus could not take in this file. What broke was noted in its log.';
    return { errorMessage, format: null, problems: [] };
  }
  const { code, message } = error;
  const problem = { severity: 'error' as const, line: null, code, message, raw: null };
  return { errorMessage: message, format: null, problems: [problem] };
}

async function takeIn(
  scope: Scope,
  statementFileId: Id,
  take: Take,
  threads: ReaderThreads,
  signal: AbortSignal,
): Promise<void> {
  const { file, state } = await withTenant(scope, async (tx) => ({
    file: await findFile(tx, statementFileId),
    state: await loadFile(tx, statementFileId),
  }));
  if (!file || state.status === 'none' || !['uploaded', 'parsing', 'parsed'].includes(state.status)) return;
  const read: Read = (options, sink, afterBatch) =>
    threads.read(storedFile(scope, file), options, sink, afterBatch, signal);
  const understood = await understand(scope, file, state, read, take);
  if (!understood) return;
  const { statements, options, rowCount } = understood;
  await requireOnItsWay(scope, file.id);
  const lastRows = state.status === 'parsed' ? state.lastRows : noRows;
  await importRows(scope, file, statements, lastRows, read.bind(null, options), take, signal);
  await noteProgress(scope, file, { phase: 'done', bytesRead: file.sizeBytes, rows: rowCount });
}

/** What of the first pass the second needs. */
type Understood = {
  readonly statements: readonly ExpectedStatement[];
  readonly options: ReaderOptions;
  readonly rowCount: number;
};

/** The first pass: tells the file's statements, or why it cannot be taken in as it is, and then gives null. */
async function understand(
  scope: Scope,
  file: File,
  state: Exclude<FileState, { status: 'none' }>,
  read: Read,
  take: Take,
): Promise<Understood | null> {
  const accounts = await withTenant(scope, loadAccounts);
  const said = mappingOf(state);
  const { isTable, remembered } = await lookUp(scope, file, state, optionsOf(said, accounts));
  const { surveyed, choice } = await readAsRemembered(remembered, (chosen) =>
    surveyFile(scope, file, accounts, optionsOf({ ...said, ...chosen }, accounts), read),
  );
  const { survey, summary } = surveyed;
  const { statements, problems } = survey;
  const { preview, accepted } = state;
  const refusal = refusalOf({
    ...{ format: summary.format, statements, problems },
    ...{ isTable, preview, accepted, remembered: choice !== null },
  });
  if (refusal) {
    await take([refusal]);
    return null;
  }
  const mapping = { ...said, ...choice };
  await tellStatements(scope, file, state, surveyed, choice && mapping, take);
  return {
    statements: statements.map((one) =>
      expectedStatement(scope.tenantId, file.sha256, one, summary.statementFormats?.[one.indexInFile]),
    ),
    options: optionsOf(mapping, accounts),
    rowCount: rowsOf(surveyed),
  };
}

/** Reads the file into a sink. */
type Read = (options: ReaderOptions, sink: StatementSink, afterBatch: AfterBatch) => Promise<FileSummary>;

async function findFile(tx: TenantTx, id: Id): Promise<File | undefined> {
  const [file] = await tx
    .select({ id: statementFiles.id, sha256: statementFiles.sha256, sizeBytes: statementFiles.sizeBytes })
    .from(statementFiles)
    .where(and(eq(statementFiles.tenantId, tx.scope.tenantId), eq(statementFiles.id, id)));
  return file;
}

/** Whether the file is a table, and how tables with its header are read; what is said of the file itself goes before that. */
async function lookUp(
  scope: Scope,
  file: File,
  state: FileState,
  options: ReaderOptions,
): Promise<{ isTable: boolean; remembered: readonly RememberedMapping[] }> {
  const { bytes, complete } = await readFileHead(scope.tenantId, file, LOOK_BYTES);
  const look = lookAtTable(bytes, complete, options);
  const isSaid = state.status !== 'uploaded' || state.accepted || Object.keys(choiceOf(state)).length > 0;
  if (!look || isSaid) return { isTable: look !== null, remembered: [] };
  const hashes = possibleHeaders(look).map(headerHash);
  return { isTable: true, remembered: await withTenant(scope, (tx) => mappingsOfHeader(tx, hashes)) };
}

async function surveyFile(
  scope: Scope,
  file: File,
  accounts: readonly KnownAccount[],
  options: ReaderOptions,
  read: Read,
): Promise<Surveyed> {
  const survey = new Survey(accounts, options.table?.otherwise?.account);
  let noted = 0;
  const afterBatch = async (bytesRead: number) => {
    if (bytesRead - noted < PROGRESS_EVERY_BYTES) return;
    noted = bytesRead;
    await requireOnItsWay(scope, file.id);
    await noteProgress(scope, file, { phase: 'reading', bytesRead, rows: 0 });
  };
  const summary = await read(options, survey, afterBatch);
  return { survey, summary };
}
