import { and, eq, sql } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { statementBalances, statementFiles, statements } from '#db/schema/statements.ts';
import { projectAnnouncements } from './announcements/project.ts';
import type { StatementEvent } from './decide.ts';
import {
  AnnouncementsSettled,
  StatementCompared,
  StatementDismissed,
  StatementHeld,
  StatementParsed,
  StatementRejected,
  StatementReread,
  StatementResolved,
  StatementRowsCorrected,
  StatementRowsImported,
  StatementsImported,
  StatementUploaded,
  statementEvents,
} from './events.ts';
import { fileRow, type Recorded, replaceProblems, setFile } from './project-file.ts';
import { projectRows } from './project-rows.ts';
import { balanceRows, closingBalances, closingColumns, columnsOf } from './project-statement.ts';
import { recordBalances } from './record-balances.ts';
import { projectCorrections, projectReread } from './reread/project.ts';
import { chooseLeadingFormats, projectComparison } from './second-source/project.ts';

const TYPES = new Set<string>(statementEvents.map(({ type }) => type));

/** Files, their statements, balances, rows and problems, and the balances that are each account's cash. */
export const statementsProjector: Projector = {
  name: 'statements',
  codeVersion: 5,
  async project(tx, events) {
    const ours = events.filter((event) => TYPES.has(event.type)) as RecordedEvent<StatementEvent>[];
    for (const run of consecutive(ours)) await projectRun(tx, run);
  },
};

/** Neighbours of one type go to the database together; the order between types stays. */
function consecutive(events: readonly RecordedEvent<StatementEvent>[]): RecordedEvent<StatementEvent>[][] {
  const runs: RecordedEvent<StatementEvent>[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && run[0]?.type === event.type) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function projectRun(tx: ProjectionTx, run: readonly RecordedEvent<StatementEvent>[]): Promise<void> {
  const first = run[0];
  switch (first?.type) {
    case undefined:
      return;
    case 'StatementUploaded':
      return insertRows(tx, statementFiles, eventsOf(run, StatementUploaded).map(fileRow));
    case 'StatementParsed':
      for (const event of eventsOf(run, StatementParsed)) await projectParsed(tx, event);
      return;
    case 'StatementRowsImported':
      return projectRows(tx, eventsOf(run, StatementRowsImported));
    case 'StatementCompared':
      for (const event of eventsOf(run, StatementCompared)) await projectComparison(tx, event);
      return;
    case 'AnnouncementsSettled':
      return projectAnnouncements(tx, eventsOf(run, AnnouncementsSettled));
    case 'StatementsImported':
      for (const event of eventsOf(run, StatementsImported)) await projectImported(tx, event);
      return;
    case 'StatementRowsCorrected':
      return projectCorrections(tx, eventsOf(run, StatementRowsCorrected));
    case 'StatementReread':
      for (const event of eventsOf(run, StatementReread)) await projectReread(tx, event);
      return;
    case 'StatementHeld':
      for (const event of eventsOf(run, StatementHeld)) {
        await setFile(tx, event, {
          status: 'waiting',
          errorMessage: event.data.reason,
          format: event.data.format,
        });
        await replaceProblems(tx, event, event.data.problems);
      }
      return;
    case 'StatementRejected':
      for (const event of eventsOf(run, StatementRejected)) {
        await setFile(tx, event, {
          status: 'rejected',
          errorMessage: event.data.errorMessage,
          format: event.data.format,
        });
        await replaceProblems(tx, event, event.data.problems);
      }
      return;
    case 'StatementResolved':
      for (const event of eventsOf(run, StatementResolved)) {
        await setFile(tx, event, { status: 'uploaded', errorMessage: null });
        await replaceProblems(tx, event, []);
      }
      return;
    case 'StatementDismissed':
      for (const event of eventsOf(run, StatementDismissed)) {
        await setFile(tx, event, { status: 'dismissed', errorMessage: event.data.reason });
      }
      return;
    default:
      return first satisfies never;
  }
}

async function projectParsed(tx: ProjectionTx, event: Recorded<'StatementParsed'>): Promise<void> {
  const { data, tenantId, stream, recordedAt } = event;
  const [file] = await tx
    .select()
    .from(statementFiles)
    .where(and(eq(statementFiles.tenantId, tenantId), eq(statementFiles.id, stream.id)));
  if (!file) throw new Error(`Position ${event.position}: the file ${stream.id} was never uploaded.`);
  await setFile(tx, event, {
    status: data.complete ? 'parsed' : 'parsing',
    format: data.format,
    rowCount: data.rowCount,
  });
  await tx
    .update(statementFiles)
    .set({ statementCount: sql`${statementFiles.statementCount} + ${data.statements.length}` })
    .where(and(eq(statementFiles.tenantId, tenantId), eq(statementFiles.id, stream.id)));
  if (data.complete) await replaceProblems(tx, event, data.problems);
  const times = { createdAt: recordedAt, updatedAt: recordedAt };
  await insertRows(
    tx,
    statements,
    data.statements.map(({ summary, format = data.format, ...statement }) => ({
      tenantId,
      ...statement,
      userId: file.userId,
      statementFileId: stream.id,
      filename: file.filename,
      format,
      fileSizeBytes: file.sizeBytes,
      fileHash: file.sha256,
      storagePath: file.storagePath,
      status: 'parsed',
      errorMessage: null,
      kind: summary.kind,
      ...columnsOf(summary),
      knownRowCount: 0,
      unmatchedCount: 0,
      version: event.streamVersion,
      ...times,
    })),
  );
  await insertRows(
    tx,
    statementBalances,
    data.statements.flatMap(({ id, summary }) => balanceRows(tenantId, id, summary, recordedAt)),
  );
}

async function projectImported(tx: ProjectionTx, event: Recorded<'StatementsImported'>): Promise<void> {
  await setFile(tx, event, {
    status: 'imported',
    rowCount: event.data.rowCount,
    knownRowCount: event.data.knownRowCount,
  });
  const updated = await tx
    .update(statements)
    .set({ status: 'imported', updatedAt: event.recordedAt })
    .where(and(eq(statements.tenantId, event.tenantId), eq(statements.statementFileId, event.stream.id)))
    .returning({ ...closingColumns, format: statements.format, indexInFile: statements.indexInFile });
  const imported = updated.sort((a, b) => a.indexInFile - b.indexInFile);
  await chooseLeadingFormats(tx, imported);
  await recordBalances(
    tx,
    imported.flatMap((statement) => closingBalances(statement, event.recordedAt)),
  );
}
