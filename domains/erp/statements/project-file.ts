import { and, eq } from 'drizzle-orm';
import type { RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { statementFiles, statementProblems } from '#db/schema/statements.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { StatementEvent } from './decide.ts';
import type { StatementProblem } from './parsed-statement.ts';

/** One kind of a file's events, as recorded. */
export type Recorded<Type extends StatementEvent['type']> = RecordedEvent<
  Extract<StatementEvent, { type: Type }>
>;

type Any = { tenantId: Id; stream: { id: Id }; streamVersion: number; recordedAt: string };

/** A file that has just come in. */
export function fileRow(event: Recorded<'StatementUploaded'>): typeof statementFiles.$inferInsert {
  return {
    tenantId: event.tenantId,
    id: event.stream.id,
    userId: event.metadata.userId,
    filename: event.data.filename,
    sha256: event.data.sha256,
    sizeBytes: event.data.sizeBytes,
    storagePath: event.data.storagePath,
    format: null,
    status: 'uploaded',
    errorMessage: null,
    statementCount: 0,
    rowCount: 0,
    knownRowCount: 0,
    problemCount: 0,
    version: event.streamVersion,
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  };
}

/** Changes the file whose event it is. */
export async function setFile(
  tx: ProjectionTx,
  event: Any,
  values: Partial<Omit<typeof statementFiles.$inferInsert, 'statementCount'>>,
): Promise<void> {
  await tx
    .update(statementFiles)
    .set({ ...values, version: event.streamVersion, updatedAt: event.recordedAt })
    .where(and(eq(statementFiles.tenantId, event.tenantId), eq(statementFiles.id, event.stream.id)));
}

/** What could not be read in the file: the last reading counts. */
export async function replaceProblems(
  tx: ProjectionTx,
  event: Any,
  problems: readonly StatementProblem[],
): Promise<void> {
  await tx
    .delete(statementProblems)
    .where(
      and(
        eq(statementProblems.tenantId, event.tenantId),
        eq(statementProblems.statementFileId, event.stream.id),
      ),
    );
  await insertRows(
    tx,
    statementProblems,
    problems.map((problem, index) => ({
      tenantId: event.tenantId,
      id: derivedId(event.tenantId, 'statement-problem', event.stream.id, index),
      statementFileId: event.stream.id,
      statementId: null,
      ...problem,
      createdAt: event.recordedAt,
      updatedAt: event.recordedAt,
    })),
  );
  await tx
    .update(statementFiles)
    .set({ problemCount: problems.length })
    .where(and(eq(statementFiles.tenantId, event.tenantId), eq(statementFiles.id, event.stream.id)));
}
