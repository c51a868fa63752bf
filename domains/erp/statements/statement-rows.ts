import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { invoices } from '#db/schema/invoices.ts';
import { reconciliationAllocations, reconciliations } from '#db/schema/reconciliation.ts';
import { statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addDecimals, formatDecimal, parseDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { bookedRowsOf } from './announcements/queries.ts';
import type { RowDocument, RowInStatement } from './running-balance.ts';
import { signedAmount } from './signed-amount.ts';
import { transactionType } from './transaction-type.ts';

/** What a booked row does to the account. */
const movement = sql`CASE WHEN ${statementRows.status} <> 'booked' THEN 0 WHEN ${statementRows.direction} = 'credit' THEN ${statementRows.amount} ELSE -${statementRows.amount} END`;

type Opened = { readonly id: Id; readonly openingBalance: string | null };

/** The rows after row number `after`, in the bank's order, with the running balance and what explains each. */
export async function rowsOfStatement(
  tx: TenantTx,
  statement: Opened,
  after: number,
  pageSize: number,
): Promise<{ rows: RowInStatement[]; hasNext: boolean }> {
  const { tenantId } = tx.scope;
  const found = await tx
    .select({
      row: statementRows,
      kind: reconciliations.kind,
      category: reconciliations.category,
      reason: reconciliations.reason,
    })
    .from(statementRows)
    .leftJoin(
      reconciliations,
      and(eq(reconciliations.tenantId, statementRows.tenantId), eq(reconciliations.id, statementRows.id)),
    )
    .where(and(ofStatement(tx, statement.id), gt(statementRows.rowNumber, after)))
    .orderBy(asc(statementRows.rowNumber))
    .limit(pageSize + 1);
  const page = found.slice(0, pageSize);
  const documents = await documentsOf(
    tx,
    tenantId,
    page.map(({ row }) => row.id),
  );
  const bookedRows = await bookedRowsOf(
    tx,
    page.filter(({ row }) => row.bookedRowId !== null).map(({ row }) => row.id),
  );
  const before = after === 0 ? '0' : await movedUntil(tx, statement.id, after);
  let running =
    statement.openingBalance === null
      ? null
      : addDecimals(parseDecimal(statement.openingBalance), parseDecimal(before));
  const rows = page.map(({ row: { details, raw: _, ...row }, kind, category, reason }): RowInStatement => {
    const signed = signedAmount(row);
    if (running && row.status === 'booked') running = addDecimals(running, parseDecimal(signed));
    const { businessCode = null, batch = null } = details as {
      businessCode?: string | null;
      batch?: { count: number | null } | null;
    };
    return {
      ...row,
      signed,
      type: transactionType({ ...row, businessCode, batch }),
      running: running && formatDecimal(running),
      decision: kind === null ? null : { kind, category, reason },
      documents: documents.get(row.id) ?? [],
      bookedAs: bookedRows.get(row.id) ?? null,
    };
  });
  return { rows, hasNext: found.length > pageSize };
}

/** Number of the first row after which the bank's own running balance is another than ours; null when it gives none or none differs. */
export async function firstBreak(tx: TenantTx, statement: Opened): Promise<number | null> {
  if (statement.openingBalance === null) return null;
  const summed = tx
    .select({
      rowNumber: statementRows.rowNumber,
      balanceAfter: statementRows.balanceAfter,
      running:
        sql`${statement.openingBalance}::numeric + sum(${movement}) OVER (ORDER BY ${statementRows.rowNumber})`.as(
          'running',
        ),
    })
    .from(statementRows)
    .where(ofStatement(tx, statement.id))
    .as('summed');
  const [row] = await tx
    .select({ rowNumber: summed.rowNumber })
    .from(summed)
    .where(sql`${summed.balanceAfter} <> ${summed.running}`)
    .orderBy(asc(summed.rowNumber))
    .limit(1);
  return row?.rowNumber ?? null;
}

async function movedUntil(tx: TenantTx, statementId: Id, rowNumber: number): Promise<string> {
  const [sum] = await tx
    .select({ moved: sql<string>`coalesce(sum(${movement}), 0)` })
    .from(statementRows)
    .where(and(ofStatement(tx, statementId), lte(statementRows.rowNumber, rowNumber)));
  return sum?.moved ?? '0';
}

async function documentsOf(
  tx: TenantTx,
  tenantId: Id,
  rowIds: readonly Id[],
): Promise<Map<Id, RowDocument[]>> {
  if (rowIds.length === 0) return new Map();
  const found = await tx
    .selectDistinct({
      rowId: reconciliationAllocations.reconciliationId,
      id: invoices.id,
      number: invoices.documentNumber,
    })
    .from(reconciliationAllocations)
    .innerJoin(
      invoices,
      and(
        eq(invoices.tenantId, reconciliationAllocations.tenantId),
        eq(invoices.id, reconciliationAllocations.invoiceId),
      ),
    )
    .where(
      and(
        eq(reconciliationAllocations.tenantId, tenantId),
        inArray(reconciliationAllocations.reconciliationId, [...rowIds]),
      ),
    )
    .orderBy(asc(invoices.documentNumber));
  const byRow = Map.groupBy(found, (row) => row.rowId);
  return new Map(
    [...byRow].map(([id, list]) => [
      id,
      list.map(({ id: invoiceId, number }) => ({ id: invoiceId, number })),
    ]),
  );
}

function ofStatement(tx: TenantTx, statementId: Id) {
  return and(
    eq(statementRows.tenantId, tx.scope.tenantId),
    eq(statementRows.statementId, statementId),
    inView(statementRows.entityId, tx.scope.entities),
  );
}
