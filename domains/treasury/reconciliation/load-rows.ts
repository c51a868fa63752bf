import { and, eq, gt, inArray, isNotNull, ne, or, type SQL } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import { readStreams } from '#db/event-store/read.ts';
import { invoices, openItems } from '#db/schema/invoices.ts';
import { statementRows } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { EVENTS } from '../../events.ts';
import {
  evolveRow,
  type ItemFacts,
  initialRow,
  type ReconciliationEvent,
  type RowFacts,
  type RowState,
} from './decide.ts';

export const streamOf = (rowId: Id) => ({ type: 'reconciliation', id: rowId });

/** What is decided on each of these rows, from their events. */
export async function loadRowStates(tx: TenantTx, rowIds: readonly Id[]): Promise<Map<Id, RowState>> {
  const events = await readStreams(driverOf(tx), EVENTS, tx.scope.tenantId, rowIds.map(streamOf));
  const states = new Map<Id, RowState>(rowIds.map((id) => [id, initialRow]));
  for (const event of events) {
    const state = states.get(event.stream.id) ?? initialRow;
    states.set(event.stream.id, evolveRow(state, event as ReconciliationEvent));
  }
  return states;
}

/**
 * The rows themselves, as far as somebody can decide on them: of what is announced only what is still expected, and no row of an entity that
 * the scope does not include.
 */
export async function loadRowFacts(tx: TenantTx, rowIds: readonly Id[]): Promise<Map<Id, RowFacts>> {
  if (rowIds.length === 0) return new Map();
  const { tenantId, entities } = tx.scope;
  const rows = await tx
    .select({
      id: statementRows.id,
      bankAccountId: statementRows.bankAccountId,
      statementId: statementRows.statementId,
      entityId: statementRows.entityId,
      currency: statementRows.currency,
      direction: statementRows.direction,
      amount: statementRows.amount,
    })
    .from(statementRows)
    .where(
      and(
        eq(statementRows.tenantId, tenantId),
        inArray(statementRows.id, [...rowIds]),
        or(
          isNotNull(statementRows.queue),
          ne(statementRows.matchStatus, 'unmatched'),
          eq(statementRows.announcement, 'expected'),
        ),
        entities === 'all' ? undefined : inArray(statementRows.entityId, [...entities]),
      ),
    );
  return new Map(
    rows.map(({ id, direction, ...row }) => [id, { ...row, direction: direction as RowFacts['direction'] }]),
  );
}

/** One row with its state. Throws a NexusError `notFound`. */
export async function loadRow(tx: TenantTx, rowId: Id): Promise<{ state: RowState; row: RowFacts }> {
  const row = (await loadRowFacts(tx, [rowId])).get(rowId);
  if (!row) throw new NexusError('notFound', 'There is no such row.');
  return { row, state: (await loadRowStates(tx, [rowId])).get(rowId) ?? initialRow };
}

/** The open items with these ids, as they stand; those that are settled, or of an entity outside the scope, are left out. */
export async function loadItems(tx: TenantTx, ids: readonly Id[]): Promise<Map<Id, ItemFacts>> {
  return itemsWhere(tx, ids, gt(openItems.openAmount, '0'));
}

/** As `loadItems`, with those that are settled. */
export async function loadSettledItems(tx: TenantTx, ids: readonly Id[]): Promise<Map<Id, ItemFacts>> {
  return itemsWhere(tx, ids, undefined);
}

async function itemsWhere(
  tx: TenantTx,
  ids: readonly Id[],
  condition: SQL | undefined,
): Promise<Map<Id, ItemFacts>> {
  if (ids.length === 0) return new Map();
  const { tenantId, entities } = tx.scope;
  const rows = await tx
    .select({
      openItemId: openItems.id,
      invoiceId: openItems.invoiceId,
      invoiceVersion: invoices.version,
      currency: openItems.currency,
      direction: openItems.direction,
      documentType: openItems.documentType,
      openAmount: openItems.openAmount,
    })
    .from(openItems)
    .innerJoin(invoices, and(eq(invoices.tenantId, openItems.tenantId), eq(invoices.id, openItems.invoiceId)))
    .where(
      and(
        eq(openItems.tenantId, tenantId),
        inArray(openItems.id, [...new Set(ids)]),
        condition,
        entities === 'all' ? undefined : inArray(openItems.entityId, [...entities]),
      ),
    );
  return new Map(
    rows.map((row) => [row.openItemId, { ...row, direction: row.direction as ItemFacts['direction'] }]),
  );
}
