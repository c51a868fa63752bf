import { and, eq, sql } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { arrayLiteral, insertRows } from '#db/insert.ts';
import {
  statementBalances,
  statementFiles,
  statementProblems,
  statementRows,
  statements,
} from '#db/schema/statements.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { recordBalances } from '../../treasury/accounts/record-balances.ts';
import { addToRowTotals } from '../../treasury/reconciliation/row-totals.ts';
import type { StatementEvent } from './decide.ts';
import {
  StatementDismissed,
  StatementHeld,
  StatementParsed,
  StatementRejected,
  StatementResolved,
  StatementRowsImported,
  StatementsImported,
  StatementUploaded,
} from './events.ts';
import type { StatementProblem } from './parsed-statement.ts';
import { rowRow } from './project-row.ts';

type Of<Type extends StatementEvent['type']> = RecordedEvent<Extract<StatementEvent, { type: Type }>>;

const TYPES = new Set<string>(
  [
    StatementUploaded,
    StatementParsed,
    StatementRowsImported,
    StatementsImported,
    StatementHeld,
    StatementRejected,
    StatementResolved,
    StatementDismissed,
  ].map((definition) => definition.type),
);

/** Files, their statements, balances, rows and problems, and the balances that are each account's cash. */
export const statementsProjector: Projector = {
  name: 'statements',
  codeVersion: 1,
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
    case 'StatementsImported':
      for (const event of eventsOf(run, StatementsImported)) await projectImported(tx, event);
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
        await setFile(tx, event, { status: 'rejected', errorMessage: `Put aside: ${event.data.reason}` });
      }
      return;
    default:
      return first satisfies never;
  }
}

type Any = { tenantId: Id; stream: { id: Id }; streamVersion: number; recordedAt: string };

function fileRow(event: Of<'StatementUploaded'>): typeof statementFiles.$inferInsert {
  return {
    tenantId: event.tenantId,
    id: event.stream.id,
    userId: event.metadata.userId,
    ...event.data,
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

async function setFile(
  tx: ProjectionTx,
  event: Any,
  values: Partial<Omit<typeof statementFiles.$inferInsert, 'statementCount'>>,
): Promise<void> {
  await tx
    .update(statementFiles)
    .set({ ...values, version: event.streamVersion, updatedAt: event.recordedAt })
    .where(and(eq(statementFiles.tenantId, event.tenantId), eq(statementFiles.id, event.stream.id)));
}

async function replaceProblems(
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

async function projectParsed(tx: ProjectionTx, event: Of<'StatementParsed'>): Promise<void> {
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
    data.statements.map(({ summary, ...statement }) => ({
      tenantId,
      ...statement,
      userId: file.userId,
      statementFileId: stream.id,
      filename: file.filename,
      format: data.format,
      fileSizeBytes: file.sizeBytes,
      fileHash: file.sha256,
      storagePath: file.storagePath,
      status: 'parsed',
      errorMessage: null,
      kind: summary.kind,
      statementNumber: summary.statementId,
      sequenceNumber: summary.sequenceNumber,
      openingBalance: summary.openingBalance?.amount ?? null,
      openingDate: summary.openingBalance?.date ?? null,
      closingBalance: summary.closingBalance?.amount ?? null,
      closingDate: summary.closingBalance?.date ?? null,
      knownRowCount: 0,
      unmatchedCount: 0,
      balanceCheck: summary.balanceCheck,
      balanceDifference: summary.balanceDifference,
      version: event.streamVersion,
      ...times,
    })),
  );
  await insertRows(
    tx,
    statementBalances,
    data.statements.flatMap((statement) =>
      statement.summary.balances.map((balance, index) => ({
        tenantId,
        id: derivedId(tenantId, 'statement-balance', statement.id, index),
        statementId: statement.id,
        ...balance,
        ...times,
      })),
    ),
  );
}

async function projectRows(tx: ProjectionTx, events: readonly Of<'StatementRowsImported'>[]): Promise<void> {
  await insertRows(
    tx,
    statementRows,
    events.flatMap((event) => event.data.rows.map((row) => rowRow(event, row))),
  );
  await addToRowTotals(
    tx,
    events.flatMap(({ data }) =>
      data.rows
        .filter((row) => waits(data.kind, row.status))
        .map((row) => ({
          bankAccountId: data.bankAccountId,
          entityId: data.entityId,
          currency: row.currency,
          queue: 'waiting',
          direction: row.direction,
          amount: row.amount,
          count: 1 as const,
        })),
    ),
  );
  await countRows(tx, events);
  const files = new Map(events.map((event) => [event.stream.id, event]));
  for (const event of files.values()) await setFile(tx, event, {});
}

/** Adds what came to the counts of the statements. */
async function countRows(tx: ProjectionTx, events: readonly Of<'StatementRowsImported'>[]): Promise<void> {
  const counts = new Map<Id, { known: number; waiting: number; at: string }>();
  for (const { data, recordedAt } of events) {
    const before = counts.get(data.statementId) ?? { known: 0, waiting: 0 };
    const waiting = data.rows.filter((row) => waits(data.kind, row.status)).length;
    counts.set(data.statementId, {
      known: before.known + data.known.length,
      waiting: before.waiting + waiting,
      at: recordedAt,
    });
  }
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await driverOf(tx).unsafe(
    `UPDATE statements s SET known_row_count = s.known_row_count + c.known, unmatched_count = s.unmatched_count + c.waiting,
       updated_at = c.at
     FROM unnest($2::text::uuid[], $3::text::int[], $4::text::int[], $5::text::timestamptz[]) AS c(id, known, waiting, at)
     WHERE s.tenant_id = $1 AND s.id = c.id`,
    [
      tx.tenantId,
      arrayLiteral(rows.map(([id]) => id)),
      arrayLiteral(rows.map(([, count]) => String(count.known))),
      arrayLiteral(rows.map(([, count]) => String(count.waiting))),
      arrayLiteral(rows.map(([, count]) => count.at)),
    ],
    { prepare: true },
  );
}

/** Only booked rows of end-of-day statements are matched by themselves. */
export const waits = (kind: string, status: string) => kind === 'endOfDay' && status === 'booked';

async function projectImported(tx: ProjectionTx, event: Of<'StatementsImported'>): Promise<void> {
  await setFile(tx, event, {
    status: 'imported',
    rowCount: event.data.rowCount,
    knownRowCount: event.data.knownRowCount,
  });
  const imported = await tx
    .update(statements)
    .set({ status: 'imported', updatedAt: event.recordedAt })
    .where(and(eq(statements.tenantId, event.tenantId), eq(statements.statementFileId, event.stream.id)))
    .returning();
  await recordBalances(
    tx,
    imported
      .sort((a, b) => a.indexInFile - b.indexInFile)
      .flatMap((statement) =>
        statement.kind === 'endOfDay' && statement.closingBalance !== null && statement.toDate !== null
          ? [
              {
                bankAccountId: statement.bankAccountId,
                statementId: statement.id,
                entityId: statement.entityId,
                date: statement.closingDate ?? statement.toDate,
                amount: statement.closingBalance,
                currency: statement.currency,
                origin: 'statement' as const,
                recordedAt: event.recordedAt,
              },
            ]
          : [],
      ),
  );
}
