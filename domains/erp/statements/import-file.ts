import { and, eq } from 'drizzle-orm';
import { isConnectionFailure, isSerialisationFailure } from '#db/errors.ts';
import { openFile } from '#db/files.ts';
import { statementFiles } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { reportError } from '#lib/log.ts';
import { run } from '../../run.ts';
import { type KnownAccount, loadAccounts } from './accounts-in-files.ts';
import type { FileState, ImportStep } from './decide.ts';
import { createReader } from './formats/detect.ts';
import type { FileSummary, ReaderOptions } from './formats/reader.ts';
import { importRows } from './import-rows.ts';
import { importStatements } from './import-statements.ts';
import { loadFile } from './load-file.ts';
import { readFileHead } from './preview/file-head.ts';
import { LOOK_BYTES, lookAtTable, possibleHeaders } from './preview/table-look.ts';
import { noteProgress } from './progress.ts';
import { PutAside, requireOnItsWay } from './put-aside.ts';
import { choiceOf, type Mapping, mappingOf, optionsOf } from './reader-options.ts';
import { refusalOf } from './refusal.ts';
import { readAsRemembered } from './remembered.ts';
import { StorableSink } from './storable.ts';
import { Survey, toldStatement } from './survey.ts';
import { headerHash } from './table-mappings/header.ts';
import { mappingsOfHeader, type RememberedMapping } from './table-mappings/queries.ts';

const STATEMENTS_PER_EVENT = 200;
/** Statements of an event as JSON: together with a file's problems they stay within it. */
const STATEMENT_BYTES_PER_EVENT = 500_000;
const PROGRESS_EVERY_BYTES = 1_000_000;

type File = { id: Id; sha256: string; sizeBytes: number };

/**
 * Takes in an uploaded file: surveys it, then imports its rows in events of at most 500. Each step is a command of its own, so a job that was
 * killed goes on where it stopped, and one that runs twice does its work once. `signal` stops between two steps.
 */
export async function importFile(scope: Scope, statementFileId: Id, signal: AbortSignal): Promise<void> {
  const take = (steps: ImportStep[]) => run(scope, importStatements, { statementFileId, steps });
  try {
    await takeIn(scope, statementFileId, take, signal);
  } catch (error) {
    if (error instanceof PutAside) return;
    if (signal.aborted || mayPass(error)) throw error;
    const errorMessage = 'Nexus could not take in this file. What broke was noted in its log.';
    const { applied } = await take([
      { kind: 'reject', rejected: { errorMessage, format: null, problems: [] } },
    ]);
    if (!applied) throw error;
    reportError(error, { statementFileId });
  }
}

/** Whether a later try may succeed: what others did, the database and the disk change, a file does not. */
function mayPass(error: unknown): boolean {
  if (error instanceof NexusError) return error.code !== 'tooLarge';
  const ofSystem = error instanceof Error && 'syscall' in error;
  return ofSystem || isConnectionFailure(error) || isSerialisationFailure(error);
}

async function takeIn(scope: Scope, statementFileId: Id, take: Take, signal: AbortSignal): Promise<void> {
  const { file, state } = await withTenant(scope, async (tx) => ({
    file: await findFile(tx, statementFileId),
    state: await loadFile(tx, statementFileId),
  }));
  if (!file || state.status === 'none' || !['uploaded', 'parsing', 'parsed'].includes(state.status)) return;
  const accounts = await withTenant(scope, loadAccounts);
  const said = mappingOf(state);
  const { isTable, remembered } = await lookUp(scope, file, state, optionsOf(said, accounts));
  const { surveyed, choice } = await readAsRemembered(remembered, (chosen) =>
    surveyFile(scope, file, accounts, optionsOf({ ...said, ...chosen }, accounts), signal),
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
    return;
  }
  const mapping = { ...said, ...choice };
  await tell(scope, file, state, surveyed, choice && mapping, take);
  await requireOnItsWay(scope, file.id);
  await importRows(scope, file, optionsOf(mapping, accounts), statements, take, signal);
  await noteProgress(scope, file, { phase: 'done', bytesRead: file.sizeBytes, rows: rowsOf(surveyed) });
}

type Surveyed = { survey: Survey; summary: FileSummary };
type Take = (steps: ImportStep[]) => Promise<{ applied: boolean }>;

const rowsOf = ({ survey }: Surveyed) => survey.statements.reduce((sum, s) => sum + s.rowCount, 0);

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
  signal: AbortSignal,
): Promise<Surveyed> {
  const survey = new Survey(accounts, options.table?.otherwise?.account);
  const reader = createReader(new StorableSink(survey), options);
  let bytesRead = 0;
  let noted = 0;
  for await (const chunk of openFile(scope.tenantId, file.sha256)) {
    signal.throwIfAborted();
    reader.write(chunk);
    bytesRead += chunk.length;
    if (bytesRead - noted < PROGRESS_EVERY_BYTES) continue;
    noted = bytesRead;
    await requireOnItsWay(scope, file.id);
    await noteProgress(scope, file, { phase: 'reading', bytesRead, rows: 0 });
  }
  return { survey, summary: reader.end() };
}

/** Tells the statements, in as many events as their number asks for; a resumed job goes on after what was told. */
async function tell(
  { tenantId }: Scope,
  file: File,
  state: FileState,
  surveyed: Surveyed,
  mapping: Mapping | null,
  take: Take,
): Promise<void> {
  const { survey, summary } = surveyed;
  if (state.status === 'parsed') return;
  const told = survey.statements
    .slice(state.status === 'parsing' ? state.told : 0)
    .map((statement) => toldStatement(tenantId, file.sha256, statement));
  const portions = portionsOf(told);
  for (const [index, statements] of portions.entries()) {
    const complete = index === portions.length - 1;
    const parsed = {
      format: summary.format ?? 'unknown',
      formatVersion: summary.formatVersion,
      encoding: summary.encoding,
      statements,
      problems: complete ? survey.problems : [],
      rowCount: rowsOf(surveyed),
      ...(mapping && { mapping }),
      complete,
    };
    await take([{ kind: 'parsed', parsed }]);
  }
}

type ToldStatement = ReturnType<typeof toldStatement>;

/** The statements in portions that each fit an event. */
function portionsOf(told: readonly ToldStatement[]): ToldStatement[][] {
  const portions: ToldStatement[][] = [];
  let bytes = 0;
  for (const statement of told) {
    const more = Buffer.byteLength(JSON.stringify(statement));
    const open = portions.at(-1);
    if (open && open.length < STATEMENTS_PER_EVENT && bytes + more <= STATEMENT_BYTES_PER_EVENT) {
      open.push(statement);
      bytes += more;
    } else {
      portions.push([statement]);
      bytes = more;
    }
  }
  return portions;
}
