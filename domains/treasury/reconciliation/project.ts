import { and, eq, inArray } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { arrayLiteral, insertRows } from '#db/insert.ts';
import { reconciliationAllocations, reconciliations } from '#db/schema/reconciliation.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { Allocation, ReconciliationEvent } from './decide.ts';
import { MatchMoved, MatchUndone, SettlementUnmatched, TransactionReconciled } from './events.ts';
import { settle } from './project-settlements.ts';
import { addToRowTotals, type RowMove } from './row-totals.ts';

type Of<Type extends ReconciliationEvent['type']> = RecordedEvent<
  Extract<ReconciliationEvent, { type: Type }>
>;

const TYPES = new Set<string>([
  TransactionReconciled.type,
  SettlementUnmatched.type,
  MatchUndone.type,
  MatchMoved.type,
]);
const CLEARED = 'cleared';

/** Decisions on bank rows, and what they do to open items, documents, rows, statements and totals. */
export const reconciliationProjector: Projector = {
  name: 'reconciliation',
  codeVersion: 4,
  async project(tx, events) {
    const ours = events.filter((event) => TYPES.has(event.type)) as RecordedEvent<ReconciliationEvent>[];
    for (const group of apart(ours)) await projectGroup(tx, group);
  },
};

/** Splits where a row appears a second time, so that within a group every row has one event and sets can be written at once. */
function apart(
  events: readonly RecordedEvent<ReconciliationEvent>[],
): RecordedEvent<ReconciliationEvent>[][] {
  const groups: RecordedEvent<ReconciliationEvent>[][] = [];
  let seen = new Set<Id>();
  for (const event of events) {
    if (groups.length === 0 || seen.has(event.stream.id)) {
      groups.push([]);
      seen = new Set();
    }
    seen.add(event.stream.id);
    groups.at(-1)?.push(event);
  }
  return groups;
}

async function projectGroup(
  tx: ProjectionTx,
  group: readonly RecordedEvent<ReconciliationEvent>[],
): Promise<void> {
  const before = await placesOf(
    tx,
    group.map((event) => event.stream.id),
  );
  await release(tx, [...eventsOf(group, MatchUndone), ...eventsOf(group, MatchMoved)]);
  const reconciled = eventsOf(group, TransactionReconciled);
  await writeDecisions(tx, group);
  await insertRows(tx, reconciliationAllocations, reconciled.flatMap(allocationRows));
  await settle(
    tx,
    reconciled.flatMap((event) => event.data.allocations.map((a) => ({ ...a, at: event.recordedAt }))),
    -1n,
  );
  await writeRows(tx, group, before);
  await moveTotals(tx, group, before);
}

/** Where a row stands in the workbench. One that is only announced stands in no queue, whatever is decided on it. */
type Place = { readonly queue: string | null; readonly isAnnounced: boolean };

async function placesOf(tx: ProjectionTx, rowIds: readonly Id[]): Promise<Map<Id, Place>> {
  const rows = await driverOf(tx).unsafe<(Place & { id: Id })[]>(
    `SELECT r.id, r.queue, r.announcement IS NOT NULL AS "isAnnounced" FROM unnest($2::text::uuid[]) AS v(id) JOIN statement_rows r ON r.tenant_id = $1 AND r.id = v.id`,
    [tx.tenantId, arrayLiteral(rowIds)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Opens again what an undone decision had settled, or one that goes over to another row. */
async function release(
  tx: ProjectionTx,
  undone: readonly (Of<'MatchUndone'> | Of<'MatchMoved'>)[],
): Promise<void> {
  if (undone.length === 0) return;
  const at = new Map(undone.map((event) => [event.stream.id, event.recordedAt]));
  const freed = await tx
    .delete(reconciliationAllocations)
    .where(
      and(
        eq(reconciliationAllocations.tenantId, tx.tenantId),
        inArray(reconciliationAllocations.reconciliationId, [...at.keys()]),
      ),
    )
    .returning();
  await settle(
    tx,
    freed.map((row) => ({ ...row, at: at.get(row.reconciliationId) ?? row.updatedAt })),
    1n,
  );
}

function allocationRows(
  event: Of<'TransactionReconciled'>,
): (typeof reconciliationAllocations.$inferInsert)[] {
  return event.data.allocations.map((allocation) => ({
    tenantId: event.tenantId,
    id: derivedId(event.tenantId, 'allocation', event.stream.id, allocation.openItemId),
    reconciliationId: event.stream.id,
    openItemId: allocation.openItemId,
    invoiceId: allocation.invoiceId,
    amount: allocation.amount,
    currency: allocation.currency,
    rowAmount: allocation.rowAmount,
    rate: allocation.rate,
    differences: allocation.differences,
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  }));
}

async function writeDecisions(
  tx: ProjectionTx,
  group: readonly RecordedEvent<ReconciliationEvent>[],
): Promise<void> {
  await insertRows(
    tx,
    reconciliations,
    group.map(decisionRow),
    `ON CONFLICT (tenant_id, id) DO UPDATE SET user_id = excluded.user_id, invoice_id = excluded.invoice_id, status = excluded.status,
       origin = excluded.origin, kind = excluded.kind, category = excluded.category, reason = excluded.reason,
       match_confidence = excluded.match_confidence, match_criteria = excluded.match_criteria, matched_amount = excluded.matched_amount,
       variance = excluded.variance, proposal = excluded.proposal, resolved_by = excluded.resolved_by,
       resolved_at = excluded.resolved_at, version = excluded.version, updated_at = excluded.updated_at`,
  );
}

function decisionRow(event: RecordedEvent<ReconciliationEvent>): typeof reconciliations.$inferInsert {
  const base = {
    tenantId: event.tenantId,
    id: event.stream.id,
    userId: event.metadata.userId,
    statementRowId: event.stream.id,
    version: event.streamVersion,
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  };
  if (event.type === 'TransactionReconciled') {
    const { data } = event;
    const byPerson = data.origin === 'person';
    return {
      ...base,
      invoiceId: onlyInvoice(data.allocations),
      status: data.kind === 'partial' ? 'partial' : byPerson ? 'manual' : 'matched',
      origin: data.origin,
      kind: data.kind,
      category: data.category,
      reason: data.reason,
      matchConfidence: data.confidence,
      matchCriteria: data.criteria,
      matchedAmount: formatDecimal(
        addDecimals(parseDecimal(data.rowAmount), negateDecimal(parseDecimal(data.rest))),
      ),
      variance: data.rest,
      proposal: null,
      resolvedBy: byPerson ? (data.decidedBy ?? event.metadata.userId) : null,
      resolvedAt: event.recordedAt,
    };
  }
  const isProposal = event.type === 'SettlementUnmatched';
  return {
    ...base,
    status: 'unmatched',
    origin: isProposal ? 'engine' : 'person',
    kind: isProposal ? event.data.proposal.kind : 'unmatched',
    category: isProposal ? event.data.proposal.category : null,
    reason: event.type === 'MatchUndone' ? event.data.reason : null,
    matchConfidence: isProposal ? event.data.proposal.confidence : null,
    matchCriteria: isProposal ? event.data.proposal.criteria : [],
    proposal: isProposal ? event.data.proposal : null,
  };
}

/** Set only when exactly one document explains the row. */
function onlyInvoice(allocations: readonly Allocation[]): Id | null {
  const invoices = new Set(allocations.map((allocation) => allocation.invoiceId));
  return invoices.size === 1 ? ([...invoices][0] ?? null) : null;
}

/** The queue that a row stands in after the event; null when it needs nobody. */
function queueAfter(
  event: RecordedEvent<ReconciliationEvent>,
  places: ReadonlyMap<Id, Place>,
): string | null {
  if (event.type === 'MatchMoved' || places.get(event.stream.id)?.isAnnounced) return null;
  if (event.type === 'SettlementUnmatched') return event.data.queue;
  if (event.type === 'MatchUndone') return 'waiting';
  return event.data.kind === 'partial' ? 'differs' : null;
}

async function writeRows(
  tx: ProjectionTx,
  group: readonly RecordedEvent<ReconciliationEvent>[],
  places: ReadonlyMap<Id, Place>,
): Promise<void> {
  const values = group.map((event) => {
    const explained = event.type === 'TransactionReconciled';
    return {
      id: event.stream.id,
      status: !explained ? 'unmatched' : event.data.kind === 'partial' ? 'partial' : 'matched',
      invoice: explained ? onlyInvoice(event.data.allocations) : null,
      queue: queueAfter(event, places),
      at: event.recordedAt,
    };
  });
  await driverOf(tx).unsafe(
    `UPDATE statement_rows r SET match_status = v.status, matched_invoice_id = v.invoice, queue = v.queue, updated_at = v.at
     FROM unnest($2::text::uuid[], $3::text::text[], $4::text::uuid[], $5::text::text[], $6::text::timestamptz[]) AS v(id, status, invoice, queue, at)
     WHERE r.tenant_id = $1 AND r.id = v.id`,
    [
      tx.tenantId,
      arrayLiteral(values.map((v) => v.id)),
      arrayLiteral(values.map((v) => v.status)),
      arrayLiteral(values.map((v) => v.invoice)),
      arrayLiteral(values.map((v) => v.queue)),
      arrayLiteral(values.map((v) => v.at)),
    ],
  );
}

async function moveTotals(
  tx: ProjectionTx,
  group: readonly RecordedEvent<ReconciliationEvent>[],
  before: ReadonlyMap<Id, Place>,
): Promise<void> {
  const moves: RowMove[] = [];
  const statements = new Map<Id, number>();
  for (const event of group) {
    const from = before.get(event.stream.id)?.queue ?? CLEARED;
    const to = queueAfter(event, before) ?? CLEARED;
    if (from === to) continue;
    const { bankAccountId, entityId, currency, direction, rowAmount, statementId } = event.data;
    const move = { bankAccountId, entityId, currency, direction, amount: rowAmount };
    moves.push({ ...move, queue: from, count: -1 }, { ...move, queue: to, count: 1 });
    const change = Number(from === CLEARED) - Number(to === CLEARED);
    if (change !== 0) statements.set(statementId, (statements.get(statementId) ?? 0) + change);
  }
  await addToRowTotals(tx, moves);
  const changed = [...statements].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (changed.length === 0) return;
  await driverOf(tx).unsafe(
    `UPDATE statements s SET unmatched_count = s.unmatched_count + v.change
     FROM unnest($2::text::uuid[], $3::text::int[]) AS v(id, change) WHERE s.tenant_id = $1 AND s.id = v.id`,
    [
      tx.tenantId,
      arrayLiteral(changed.map(([id]) => id)),
      arrayLiteral(changed.map(([, count]) => String(count))),
    ],
  );
}
