import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral, insertRows } from '#db/insert.ts';
import { statementRows } from '#db/schema/statements.ts';
import type { Id } from '#lib/ids.ts';
import { addToRowTotals } from '../../treasury/reconciliation/row-totals.ts';
import { type Recorded, setFile } from './project-file.ts';
import { isBooked, rowRow } from './project-row.ts';

/** Rows, what they add to the totals of what waits, and to their statements' counts. */
export async function projectRows(
  tx: ProjectionTx,
  events: readonly Recorded<'StatementRowsImported'>[],
): Promise<void> {
  await insertRows(
    tx,
    statementRows,
    events.flatMap((event) => event.data.rows.map((row) => rowRow(event, row))),
  );
  await addToRowTotals(
    tx,
    events.flatMap(({ data }) =>
      data.rows
        .filter((row) => isBooked(data.kind, row.status))
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
async function countRows(
  tx: ProjectionTx,
  events: readonly Recorded<'StatementRowsImported'>[],
): Promise<void> {
  const counts = new Map<Id, { known: number; waiting: number; at: string }>();
  for (const { data, recordedAt } of events) {
    const before = counts.get(data.statementId) ?? { known: 0, waiting: 0 };
    const waiting = data.rows.filter((row) => isBooked(data.kind, row.status)).length;
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
  );
}
