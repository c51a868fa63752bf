import { and, count, desc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { parseProgress } from '#db/schema/platform.ts';
import { bankAccounts, statementFiles, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { type Cursor, pageOf } from '#lib/cursor.ts';
import { type Id, isId } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { fileColumns } from './file-columns.ts';
import { ON_ITS_WAY } from './file-status.ts';
import { visibleFile } from './file-view.ts';

const MAX_RUNNING = 200;

/** Where files stand: on their way in (whichever step they are at), waiting for a person, refused, put aside by one, or in. */
export const FILE_STANDINGS = ['running', 'waiting', 'rejected', 'dismissed', 'imported'] as const;
export type FileStanding = (typeof FILE_STANDINGS)[number];

/** Null means any. */
export type FileFilter = { readonly status: FileStanding | null };

/** One page of files, the newest first. */
export async function listFiles(
  tx: TenantTx,
  filter: FileFilter,
  place: { readonly after: Cursor | null; readonly before: Cursor | null },
  pageSize: number,
) {
  const backwards = place.before !== null;
  const rows = await tx
    .select({ ...fileColumns, uploadedBy: users.name })
    .from(statementFiles)
    .leftJoin(users, and(eq(users.tenantId, statementFiles.tenantId), eq(users.id, statementFiles.userId)))
    .where(and(within(tx, filter), beyond(place.before ?? place.after, backwards)))
    .orderBy(
      backwards
        ? sql`${statementFiles.createdAt} NULLS LAST`
        : sql`${desc(statementFiles.createdAt)} NULLS FIRST`,
      backwards ? statementFiles.id : desc(statementFiles.id),
    )
    .limit(pageSize + 1);
  return pageOf(rows, place, pageSize);
}

export type FileRow = Awaited<ReturnType<typeof listFiles>>['rows'][number];

export const fileCursorOf = (row: FileRow): Cursor => [row.createdAt, row.id];

/** How many files stand where, for the figures above the list. */
export async function countFiles(tx: TenantTx): Promise<Record<FileStanding, number>> {
  const rows = await tx
    .select({ status: statementFiles.status, files: count() })
    .from(statementFiles)
    .where(within(tx, { status: null }))
    .groupBy(statementFiles.status);
  const of = (...statuses: readonly string[]) =>
    rows.filter((row) => statuses.includes(row.status)).reduce((total, row) => total + row.files, 0);
  return {
    running: of(...ON_ITS_WAY),
    imported: of('imported'),
    waiting: of('waiting'),
    rejected: of('rejected'),
    dismissed: of('dismissed'),
  };
}

/** Files on their way in, oldest first: what a page goes on showing after a reload. `since` leaves out what lies about for longer. */
export async function runningFiles(tx: TenantTx, since: Instant) {
  return tx
    .select({
      id: statementFiles.id,
      filename: statementFiles.filename,
      sizeBytes: statementFiles.sizeBytes,
      status: statementFiles.status,
      rows: parseProgress.rows,
    })
    .from(statementFiles)
    .leftJoin(
      parseProgress,
      and(eq(parseProgress.tenantId, statementFiles.tenantId), eq(parseProgress.id, statementFiles.id)),
    )
    .where(and(within(tx, { status: 'running' }), gte(statementFiles.createdAt, since)))
    .orderBy(statementFiles.createdAt)
    .limit(MAX_RUNNING);
}

function within(tx: TenantTx, filter: FileFilter): SQL | undefined {
  const { status } = filter;
  return and(
    eq(statementFiles.tenantId, tx.scope.tenantId),
    visibleFile(tx),
    status === null
      ? undefined
      : status === 'running'
        ? inArray(statementFiles.status, [...ON_ITS_WAY])
        : eq(statementFiles.status, status),
  );
}

function beyond(cursor: Cursor | null, backwards: boolean): SQL | undefined {
  const [at = '', id = ''] = cursor ?? [];
  if (!isId(id) || Number.isNaN(Date.parse(at))) return undefined;
  const place = sql`(${at}::timestamptz, ${id}::uuid)`;
  const row = sql`(${statementFiles.createdAt}, ${statementFiles.id})`;
  return backwards ? sql`${row} > ${place}` : sql`${row} < ${place}`;
}

/** The statements of a file in its order, with account and balances. */
export async function statementsOfFile(tx: TenantTx, fileId: Id, limit: number) {
  return tx
    .select({
      id: statements.id,
      account: bankAccounts.shortName,
      kind: statements.kind,
      number: statements.statementNumber,
      currency: statements.currency,
      toDate: statements.toDate,
      closing: statements.closingBalance,
      rows: sql<number>`${statements.creditCount} + ${statements.debitCount}`.mapWith(Number),
      known: statements.knownRowCount,
      unmatched: statements.unmatchedCount,
      check: statements.balanceCheck,
      difference: statements.balanceDifference,
    })
    .from(statements)
    .innerJoin(
      bankAccounts,
      and(eq(bankAccounts.tenantId, statements.tenantId), eq(bankAccounts.id, statements.bankAccountId)),
    )
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.statementFileId, fileId),
        inView(statements.entityId, tx.scope.entities),
      ),
    )
    .orderBy(statements.indexInFile)
    .limit(limit);
}

export type StatementOfFile = Awaited<ReturnType<typeof statementsOfFile>>[number];
