import { and, eq } from 'drizzle-orm';
import { isConnectionFailure, isSerialisationFailure } from '#db/errors.ts';
import { openFile } from '#db/files.ts';
import { statementFiles } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { reportError } from '#lib/log.ts';
import { run } from '../../run.ts';
import { currencyOfAccount, type KnownAccount, loadAccounts, wordsOfAccount } from './accounts-in-files.ts';
import type { FileState, ImportStep } from './decide.ts';
import { createReader } from './formats/detect.ts';
import type { FileSummary, ReaderOptions, TableMapping } from './formats/reader.ts';
import { importRows } from './import-rows.ts';
import { importStatements } from './import-statements.ts';
import { loadFile } from './load-file.ts';
import { noteProgress } from './progress.ts';
import { StorableSink } from './storable.ts';
import { Survey, type SurveyedStatement, toldStatement } from './survey.ts';

const STATEMENTS_PER_EVENT = 200;
/** Statements of an event as JSON: together with a file's problems they stay within it. */
const STATEMENT_BYTES_PER_EVENT = 500_000;
const MAX_REASON = 1_000;
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
  if (!file || !['uploaded', 'parsing', 'parsed'].includes(state.status)) return;
  const accounts = await withTenant(scope, loadAccounts);
  const options = optionsOf(state, accounts);
  const survey = await surveyFile(scope, file, accounts, options, signal);
  const refusal = refusalOf(survey);
  if (refusal) {
    await take([refusal]);
    return;
  }
  await tell(scope, file, state, survey, take);
  await importRows(scope, file, options, survey.survey.statements, take, signal);
  await noteProgress(scope, file, { phase: 'done', bytesRead: file.sizeBytes, rows: rowsOf(survey) });
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

/** What people said of the file; amounts without a currency are in that of the account that counts otherwise. */
function optionsOf(state: FileState, accounts: readonly KnownAccount[]): ReaderOptions {
  const mapping = (state.status === 'none' ? null : state.mapping) as TableMapping | null;
  if (!mapping?.otherwise) return mapping ? { table: mapping } : {};
  const currency = currencyOfAccount(accounts, mapping.otherwise.account);
  return { table: { ...mapping, otherwise: { ...mapping.otherwise, ...(currency && { currency }) } } };
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
    await noteProgress(scope, file, { phase: 'reading', bytesRead, rows: 0 });
  }
  return { survey, summary: reader.end() };
}

/** Why the file cannot be taken in as it is: it says nothing, or a person must decide something first. */
function refusalOf({ survey, summary }: Surveyed): ImportStep | null {
  const { statements: found, problems } = survey;
  const ambiguous = problems.find(
    (problem) => problem.severity === 'error' && problem.code.endsWith('.ambiguous'),
  );
  if (ambiguous) {
    return { kind: 'hold', held: { reason: ambiguous.message, format: summary.format, problems } };
  }
  if (found.length === 0) {
    const errorMessage = problems[0]?.message ?? 'The file has no statement that could be read.';
    return { kind: 'reject', rejected: { errorMessage, format: summary.format, problems } };
  }
  const unknown = [...new Set(found.filter((s) => !s.account).map(nameOfAccount))];
  if (unknown.length === 0) return null;
  const reason = `Nexus does not know ${unknown.slice(0, 5).join(', ')}. Add the account, and the file is read again.`;
  const asked = unknown.slice(0, 100).map((account) => ({
    severity: 'error' as const,
    line: null,
    code: 'account.unknown',
    message: `Nexus does not know ${account}.`,
    raw: account,
  }));
  return {
    kind: 'hold',
    held: {
      reason: reason.slice(0, MAX_REASON),
      format: summary.format,
      problems: [...asked, ...problems].slice(0, 1_000),
    },
  };
}

const nameOfAccount = ({ start, currency }: SurveyedStatement) => wordsOfAccount(start.account, currency);

/** Tells the statements, in as many events as their number asks for; a resumed job goes on after what was told. */
async function tell(
  { tenantId }: Scope,
  file: File,
  state: FileState,
  surveyed: Surveyed,
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
