import type { Scope } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { read } from '../../../run.ts';
import { loadAccounts } from '../accounts-in-files.ts';
import { isLeftOut } from '../file-status.ts';
import { createReader } from '../formats/detect.ts';
import { loadFile } from '../load-file.ts';
import type { StatementFormat, StatementProblem } from '../parsed-statement.ts';
import { fileStatus } from '../queries.ts';
import { choiceOf, mappingOf, optionsOf } from '../reader-options.ts';
import { StorableSink } from '../storable.ts';
import { Survey } from '../survey.ts';
import type { TableChoice } from '../table-mappings/choice.ts';
import { cashOfAccounts, effectsOf, type StatementEffect } from './effects.ts';
import { readFileHead } from './file-head.ts';
import { isUnseen } from './obstacle.ts';
import { type PreviewRow, PreviewSink } from './preview-sink.ts';
import { headerOf, LOOK_BYTES, lookAtTable, type TableLook } from './table-look.ts';

const SHOWN_RECORDS = 60;
const SHOWN_PROBLEMS = 100;

/** A file as it would be imported if a person said so now. Nothing of it is stored. */
export type FilePreview = {
  readonly format: StatementFormat | null;
  /** Whether all of the file was read, and not only its beginning. */
  readonly complete: boolean;
  /** What a person chose, of which this is the outcome. */
  readonly choice: TableChoice;
  readonly table: TableView | null;
  readonly rows: readonly PreviewRow[];
  readonly rowCount: number;
  readonly statements: readonly StatementEffect[];
  readonly problems: readonly StatementProblem[];
  readonly problemCount: number;
};

/** What the reader makes of a table, beside its first lines. */
export type TableView = Omit<TableLook, 'table'> & TableLook['table'] & { readonly header: string[] | null };

/**
 * Reads a file that waits, was refused or put aside, as it was said of it, or as `choice` has it when that is given. Throws a NexusError `notFound`,
 * and `conflict` when the file is past that.
 */
export async function previewFile(
  scope: Scope,
  statementFileId: Id,
  choice: TableChoice | null,
): Promise<FilePreview> {
  const { file, state, accounts } = await read(scope, 'viewStatements', async (tx) => ({
    file: await fileStatus(tx, statementFileId),
    state: await loadFile(tx, statementFileId),
    accounts: await loadAccounts(tx),
  }));
  if (!isLeftOut(file.status)) {
    throw new NexusError('conflict', 'This file does not wait for anybody any more. Load the page again.');
  }
  const chosen = choice ?? choiceOf(state);
  const { otherwise } = mappingOf(state);
  const options = optionsOf({ ...chosen, ...(otherwise && { otherwise }) }, accounts);
  const { bytes, complete } = await readFileHead(scope.tenantId, file, LOOK_BYTES);
  const look = lookAtTable(bytes, complete, options);
  const survey = new Survey(accounts, options.table?.otherwise?.account);
  const sink = new PreviewSink(survey);
  const reader = createReader(new StorableSink(sink), options);
  reader.write(complete ? bytes : upToLastLineEnd(bytes));
  const { format } = reader.end();
  const { statements } = survey;
  const problems = isUnseen({ format, complete }) ? [] : survey.problems;
  const ids = [...new Set(statements.flatMap(({ account }) => account?.id ?? []))];
  const cash = await read(scope, 'viewStatements', (tx) => cashOfAccounts(tx, ids));
  return {
    format,
    complete,
    choice: chosen,
    table: look && viewOf(look),
    rows: sink.rows,
    rowCount: statements.reduce((sum, { rowCount }) => sum + rowCount, 0),
    statements: effectsOf(statements, cash, format),
    problems: problems.slice(0, SHOWN_PROBLEMS),
    problemCount: problems.length,
  };
}

function viewOf(look: TableLook): TableView {
  const { table, records, ...rest } = look;
  return { ...rest, ...table, records: records.slice(0, SHOWN_RECORDS), header: headerOf(look) };
}

/** A line that the end of what is read cuts is no row of the file. */
function upToLastLineEnd(bytes: Uint8Array): Uint8Array {
  const last = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
  return last < 0 ? bytes : bytes.subarray(0, last + 1);
}
