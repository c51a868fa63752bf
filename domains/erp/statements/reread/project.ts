import { and, eq, inArray } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral, insertRows } from '#db/insert.ts';
import { statementBalances, statementRows, statements } from '#db/schema/statements.ts';
import type { Id } from '#lib/ids.ts';
import { addToRowTotals, type RowMove } from '../../../treasury/reconciliation/row-totals.ts';
import { type Recorded, replaceProblems, setFile } from '../project-file.ts';
import { isBooked, rowRow } from '../project-row.ts';
import { balanceRows, closingBalances, columnsOf } from '../project-statement.ts';
import { recordBalances } from '../record-balances.ts';

type Stored = {
  readonly id: Id;
  readonly queue: string | null;
  readonly amount: string;
  readonly direction: string;
  readonly currency: string;
};

/** Rows as a newer reader reads them. What stands in a queue stays in it, with what it now amounts to. */
export async function projectCorrections(
  tx: ProjectionTx,
  events: readonly Recorded<'StatementRowsCorrected'>[],
): Promise<void> {
  for (const event of events) {
    const { data, recordedAt } = event;
    const ids = [...data.rows.map(({ id }) => id), ...data.gone];
    const before = await loadStored(tx, ids);
    const common = { bankAccountId: data.bankAccountId, entityId: data.entityId };
    const out = (row: Stored): RowMove[] =>
      row.queue === null ? [] : [{ ...common, ...row, queue: row.queue, count: -1 }];
    const moves: RowMove[] = [];
    let waiting = 0;
    const rows = data.rows.map((row) => {
      const stored = before.get(row.id);
      const queue = isBooked(data.kind, row.status) ? (stored?.queue ?? 'waiting') : null;
      if (stored) moves.push(...out(stored));
      if (queue !== null) {
        const { currency, direction, amount } = row;
        moves.push({ ...common, currency, queue, direction, amount, count: 1 });
      }
      waiting += Number(queue !== null) - Number((stored?.queue ?? null) !== null);
      return { ...rowRow(event, row), queue };
    });
    for (const id of data.gone) {
      const stored = before.get(id);
      if (!stored) continue;
      moves.push(...out(stored));
      waiting -= Number(stored.queue !== null);
    }
    await insertRows(tx, statementRows, rows, CORRECTED);
    if (data.gone.length > 0) {
      await tx
        .update(statementRows)
        .set({ status: 'information', queue: null, updatedAt: recordedAt })
        .where(and(eq(statementRows.tenantId, tx.tenantId), inArray(statementRows.id, data.gone)));
    }
    await addToRowTotals(tx, moves);
    await driverOf(tx).unsafe(
      'UPDATE statements SET unmatched_count = unmatched_count + $3, updated_at = $4 WHERE tenant_id = $1 AND id = $2',
      [tx.tenantId, data.statementId, waiting, recordedAt],
    );
    await setFile(tx, event, {});
  }
}

/** What a correction changes of a row that is here: all that the bank said, nothing that was decided. */
const CORRECTED = `ON CONFLICT (tenant_id, id) DO UPDATE SET ${[
  'transaction_date',
  'value_date',
  'description',
  'reference',
  'bank_reference',
  'end_to_end_id',
  'mandate_id',
  'uetr',
  'cheque_number',
  'transaction_code',
  'amount',
  'currency',
  'direction',
  'is_reversal',
  'status',
  'balance_after',
  'counterparty_name',
  'counterparty_account',
  'counterparty_bic',
  'details',
  'line',
  'fingerprint',
  'occurrence',
  'queue',
  'version',
  'updated_at',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;

async function loadStored(tx: ProjectionTx, ids: readonly Id[]): Promise<Map<Id, Stored>> {
  const rows = await driverOf(tx).unsafe<Stored[]>(
    `SELECT id, queue, amount, direction, currency FROM statement_rows
      WHERE tenant_id = $1 AND id = ANY ($2::text::uuid[])`,
    [tx.tenantId, arrayLiteral(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The statements' own sums and balances as they are read now, and with them each account's cash. */
export async function projectReread(tx: ProjectionTx, event: Recorded<'StatementReread'>): Promise<void> {
  const { data, recordedAt } = event;
  for (const { id, summary, ...sums } of data.statements) {
    const [statement] = await tx
      .update(statements)
      .set({
        rowCount: sums.rowCount,
        fromDate: sums.fromDate,
        toDate: sums.toDate,
        creditTotal: sums.creditTotal,
        creditCount: sums.creditCount,
        debitTotal: sums.debitTotal,
        debitCount: sums.debitCount,
        ...columnsOf(summary),
        version: event.streamVersion,
        updatedAt: recordedAt,
      })
      .where(and(eq(statements.tenantId, tx.tenantId), eq(statements.id, id)))
      .returning();
    await tx
      .delete(statementBalances)
      .where(and(eq(statementBalances.tenantId, tx.tenantId), eq(statementBalances.statementId, id)));
    await insertRows(tx, statementBalances, balanceRows(tx.tenantId, id, summary, recordedAt));
    if (statement) await recordBalances(tx, closingBalances(statement, recordedAt));
  }
  await replaceProblems(tx, event, data.problems);
  await setFile(tx, event, {});
}
