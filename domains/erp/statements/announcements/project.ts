import { driverOf } from '#db/client.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { Id } from '#lib/ids.ts';
import type { Recorded } from '../project-file.ts';
import { type Detailed, fillFromAdvices } from './fill.ts';

/** What became of announced rows; advices fill the entries that they announced. */
export async function projectAnnouncements(
  tx: ProjectionTx,
  events: readonly Recorded<'AnnouncementsSettled'>[],
): Promise<void> {
  const booked = events.flatMap(({ data, recordedAt }) =>
    data.booked.map((pair) => ({ ...pair, at: recordedAt })),
  );
  const notBooked = events.flatMap(({ data, recordedAt }) =>
    data.notBooked.map((id) => ({ id, at: recordedAt })),
  );
  const sql = driverOf(tx);
  await sql.unsafe(
    `UPDATE statement_rows r SET announcement = 'booked', booked_row_id = v.booked, updated_at = v.at
     FROM unnest($2::text::uuid[], $3::text::uuid[], $4::text::timestamptz[]) AS v(id, booked, at)
     WHERE r.tenant_id = $1 AND r.id = v.id AND r.announcement <> 'booked'`,
    [
      tx.tenantId,
      arrayLiteral(booked.map((pair) => pair.rowId)),
      arrayLiteral(booked.map((pair) => pair.bookedRowId)),
      arrayLiteral(booked.map((pair) => pair.at)),
    ],
  );
  await sql.unsafe(
    `UPDATE statement_rows r SET announcement = 'notBooked', updated_at = v.at
     FROM unnest($2::text::uuid[], $3::text::timestamptz[]) AS v(id, at)
     WHERE r.tenant_id = $1 AND r.id = v.id AND r.announcement = 'expected'`,
    [tx.tenantId, arrayLiteral(notBooked.map((row) => row.id)), arrayLiteral(notBooked.map((row) => row.at))],
  );
  await fillEntries(
    tx,
    new Map(booked.map((pair) => [pair.bookedRowId, pair.at])),
    booked.map((pair) => pair.rowId),
  );
}

type StoredRow = Detailed & { readonly id: Id };

const DETAILED = `r.id, r.amount, r.currency, r.reference, r.end_to_end_id AS "endToEndId", r.mandate_id AS "mandateId", r.uetr,
  r.cheque_number AS "chequeNumber", r.counterparty_name AS "counterpartyName", r.counterparty_account AS "counterpartyAccount",
  r.counterparty_bic AS "counterpartyBic", r.description, r.details`;

async function fillEntries(
  tx: ProjectionTx,
  entries: ReadonlyMap<Id, string>,
  announcedIds: readonly Id[],
): Promise<void> {
  const sql = driverOf(tx);
  const advices = await sql.unsafe<(StoredRow & { bookedRowId: Id })[]>(
    `SELECT ${DETAILED}, r.booked_row_id AS "bookedRowId" FROM statement_rows r
       JOIN statements s ON s.tenant_id = r.tenant_id AND s.id = r.statement_id
      WHERE r.tenant_id = $1 AND r.id = ANY ($2::text::uuid[]) AND s.kind = 'advice' ORDER BY r.statement_id, r.row_number`,
    [tx.tenantId, arrayLiteral(announcedIds)],
  );
  if (advices.length === 0) return;
  const byEntry = Map.groupBy(advices, (advice) => advice.bookedRowId);
  const rows = await sql.unsafe<StoredRow[]>(
    `SELECT ${DETAILED} FROM statement_rows r WHERE r.tenant_id = $1 AND r.id = ANY ($2::text::uuid[]) ORDER BY r.id`,
    [tx.tenantId, arrayLiteral([...byEntry.keys()])],
  );
  const filled = rows.map((row) => fillFromAdvices(row, byEntry.get(row.id) ?? []));
  const column = (of: (row: StoredRow) => string | null) => arrayLiteral(filled.map(of));
  await sql.unsafe(
    `UPDATE statement_rows r SET reference = v.reference, end_to_end_id = v.end_to_end_id, mandate_id = v.mandate_id, uetr = v.uetr,
       cheque_number = v.cheque_number, counterparty_name = v.name, counterparty_account = v.account, counterparty_bic = v.bic,
       description = v.description, details = v.details, updated_at = v.at
     FROM unnest($2::text::uuid[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::text[], $7::text::text[], $8::text::text[],
                 $9::text::text[], $10::text::text[], $11::text::text[], $12::text::jsonb[], $13::text::timestamptz[])
       AS v(id, reference, end_to_end_id, mandate_id, uetr, cheque_number, name, account, bic, description, details, at)
     WHERE r.tenant_id = $1 AND r.id = v.id`,
    [
      tx.tenantId,
      column((row) => row.id),
      column((row) => row.reference),
      column((row) => row.endToEndId),
      column((row) => row.mandateId),
      column((row) => row.uetr),
      column((row) => row.chequeNumber),
      column((row) => row.counterpartyName),
      column((row) => row.counterpartyAccount),
      column((row) => row.counterpartyBic),
      column((row) => row.description),
      column((row) => JSON.stringify(row.details)),
      column((row) => entries.get(row.id) ?? null),
    ],
  );
}
