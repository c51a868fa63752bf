import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { bankAccounts, statementRows, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Cursor } from '#lib/cursor.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { type Id, isId } from '#lib/ids.ts';
import { type EntityView, inView } from '../../../identity/workspace/entity-view.ts';

export const ANNOUNCEMENTS = ['expected', 'notBooked', 'booked'] as const;

/** Null means any. */
export type AnnouncedFilter = {
  readonly view: EntityView;
  readonly account: Id | null;
  readonly state: (typeof ANNOUNCEMENTS)[number] | null;
};

const booked = alias(statementRows, 'booked');

/** A page of announced rows, the latest day first; `after` is where the page before ended. */
export async function listAnnounced(
  tx: TenantTx,
  filter: AnnouncedFilter,
  after: Cursor | null,
  pageSize: number,
) {
  const rows = await tx
    .select({
      id: statementRows.id,
      statementId: statementRows.statementId,
      rowNumber: statementRows.rowNumber,
      accountId: statementRows.bankAccountId,
      account: bankAccounts.shortName,
      kind: statements.kind,
      status: statementRows.status,
      date: statementRows.transactionDate,
      valueDate: statementRows.valueDate,
      direction: statementRows.direction,
      amount: statementRows.amount,
      currency: statementRows.currency,
      counterparty: statementRows.counterpartyName,
      description: statementRows.description,
      state: statementRows.announcement,
      matchStatus: statementRows.matchStatus,
      bookedStatementId: booked.statementId,
      bookedDate: booked.transactionDate,
    })
    .from(statementRows)
    .innerJoin(
      statements,
      and(eq(statements.tenantId, statementRows.tenantId), eq(statements.id, statementRows.statementId)),
    )
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.tenantId, statementRows.tenantId),
        eq(bankAccounts.id, statementRows.bankAccountId),
      ),
    )
    .leftJoin(
      booked,
      and(
        eq(booked.tenantId, statementRows.tenantId),
        eq(booked.id, statementRows.bookedRowId),
        inView(booked.entityId, tx.scope.entities),
      ),
    )
    .where(and(within(tx, filter), beyond(after)))
    .orderBy(desc(statementRows.transactionDate), desc(statementRows.id))
    .limit(pageSize + 1);
  return { rows: rows.slice(0, pageSize), hasNext: rows.length > pageSize };
}

export type AnnouncedRow = Awaited<ReturnType<typeof listAnnounced>>['rows'][number];

/** How many announced rows wait for their booking or never had one, with what they would move per currency: cash in less cash out. */
export async function announcedTotals(tx: TenantTx, view: EntityView, account: Id | null) {
  const rows = await tx
    .select({
      state: statementRows.announcement,
      currency: statementRows.currency,
      count: sql<number>`count(*)`.mapWith(Number),
      amount: sql<string>`sum(CASE WHEN ${statementRows.direction} = 'credit' THEN ${statementRows.amount} ELSE -${statementRows.amount} END)`,
    })
    .from(statementRows)
    .where(
      and(
        within(tx, { view, account, state: null }),
        sql`${statementRows.announcement} IN ('expected', 'notBooked')`,
      ),
    )
    .groupBy(statementRows.announcement, statementRows.currency)
    .orderBy(asc(statementRows.currency));
  const totalOf = (state: string) => {
    const found = rows.filter((row) => row.state === state);
    return {
      count: found.reduce((sum, row) => sum + row.count, 0),
      sums: found.map(({ currency, amount }) => ({ currency, amount })),
    };
  };
  return { expected: totalOf('expected'), notBooked: totalOf('notBooked') };
}

/** The booked rows that these announced ones became: where each stands. */
export async function bookedRowsOf(tx: TenantTx, rowIds: readonly Id[]) {
  if (rowIds.length === 0) return new Map<Id, { statementId: Id; date: string }>();
  const rows = await tx
    .select({ id: statementRows.id, statementId: booked.statementId, date: booked.transactionDate })
    .from(statementRows)
    .innerJoin(
      booked,
      and(eq(booked.tenantId, statementRows.tenantId), eq(booked.id, statementRows.bookedRowId)),
    )
    .where(
      and(
        eq(statementRows.tenantId, tx.scope.tenantId),
        inArray(statementRows.id, [...rowIds]),
        inView(booked.entityId, tx.scope.entities),
      ),
    );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

function within(tx: TenantTx, { view, account, state }: AnnouncedFilter): SQL | undefined {
  return and(
    eq(statementRows.tenantId, tx.scope.tenantId),
    inView(statementRows.entityId, tx.scope.entities),
    inView(statementRows.entityId, view),
    state ? eq(statementRows.announcement, state) : isNotNull(statementRows.announcement),
    account ? eq(statementRows.bankAccountId, account) : undefined,
  );
}

function beyond(after: Cursor | null): SQL | undefined {
  const [day = '', id = ''] = after ?? [];
  if (!isId(id) || !isCalendarDate(day)) return undefined;
  return sql`(${statementRows.transactionDate}, ${statementRows.id}) < (${day}::date, ${id}::uuid)`;
}
