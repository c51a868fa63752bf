import { driverOf } from '#db/client.ts';
import type { NewEvent } from '#db/event-store/event.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { AnnouncementsSettled } from '../events.ts';
import { type Announced, type Booked, dueDay, MAX_DAYS_APART, pairAnnounced } from './pair.ts';

const PER_EVENT = 500;

type AccountDays = { bankAccountId: Id; entityId: string; from: CalendarDate; to: CalendarDate };

/**
 * What a file whose rows are in settles, whichever came first: announced rows of its accounts and days that are booked now, and those that are
 * not although the day's statement is here.
 */
export async function settleAnnouncements(tx: TenantTx, statementFileId: Id): Promise<NewEvent[]> {
  const accounts = await driverOf(tx).unsafe<AccountDays[]>(
    `SELECT bank_account_id AS "bankAccountId", entity_id AS "entityId", min(from_date)::text AS from, max(to_date)::text AS to FROM statements
      WHERE tenant_id = $1 AND statement_file_id = $2 AND from_date IS NOT NULL AND to_date IS NOT NULL
      GROUP BY bank_account_id, entity_id ORDER BY bank_account_id`,
    [tx.scope.tenantId, statementFileId],
  );
  const events: NewEvent[] = [];
  for (const account of accounts) events.push(...(await settleAccount(tx, account)));
  return events;
}

async function settleAccount(tx: TenantTx, account: AccountDays): Promise<NewEvent[]> {
  const open = await loadOpen(tx, account);
  if (open.length === 0) return [];
  const pairs = pairAnnounced(open, await loadBooked(tx, account, open));
  const overdue = open.filter((row) => row.state === 'expected' && !pairs.has(row.id));
  const missed = await loadCovered(tx, account, overdue);
  return eventsOf(
    account,
    [...pairs].map(([rowId, bookedRowId]) => ({ rowId, bookedRowId })),
    missed,
  );
}

function eventsOf(
  { bankAccountId, entityId }: AccountDays,
  booked: readonly { rowId: Id; bookedRowId: Id }[],
  notBooked: readonly Id[],
): NewEvent[] {
  const events: NewEvent[] = [];
  for (let from = 0; from < Math.max(booked.length, notBooked.length); from += PER_EVENT) {
    const data = {
      bankAccountId,
      entityId,
      booked: booked.slice(from, from + PER_EVENT),
      notBooked: notBooked.slice(from, from + PER_EVENT),
    };
    events.push({ type: AnnouncementsSettled.type, data });
  }
  return events;
}

type Open = Announced & { readonly state: string };

const MOVEMENT = `r.id, r.transaction_date::text AS "bookingDate", r.value_date::text AS "valueDate", r.amount, r.direction, r.currency,
  r.bank_reference AS "bankReference", r.end_to_end_id AS "endToEndId", r.uetr, r.details->'batch'->>'id' AS "batchId",
  r.counterparty_account AS "counterpartyAccount", r.fingerprint`;

const SOURCE = `CASE WHEN s.kind = 'endOfDay' THEN 'pending' ELSE s.kind END`;

/** What is still announced around the days of the file, in the order in which it was. */
async function loadOpen(tx: TenantTx, { bankAccountId, from, to }: AccountDays): Promise<Open[]> {
  return driverOf(tx).unsafe<Open[]>(
    `SELECT ${MOVEMENT}, ${SOURCE} AS source, r.announcement AS state
       FROM statement_rows r JOIN statements s ON s.tenant_id = r.tenant_id AND s.id = r.statement_id
      WHERE r.tenant_id = $1 AND r.bank_account_id = $2 AND r.announcement IN ('expected', 'notBooked')
        AND r.transaction_date BETWEEN $3 AND $4
      ORDER BY r.transaction_date, r.statement_id, r.row_number`,
    [tx.scope.tenantId, bankAccountId, addDays(from, -MAX_DAYS_APART), addDays(to, MAX_DAYS_APART)],
  );
}

/**
 * The booked rows that any of these may have become: of the amount of one of them, or of its batch. Subqueries are looked up by hash, where an
 * array would be gone through for each row: 15,000 reports of a day took minutes.
 */
async function loadBooked(
  tx: TenantTx,
  { bankAccountId }: AccountDays,
  open: readonly Open[],
): Promise<Booked[]> {
  const days = open.map((row) => row.bookingDate).sort();
  const batches = open.flatMap((row) => row.batchId ?? []);
  return driverOf(tx).unsafe<Booked[]>(
    `SELECT ${MOVEMENT},
            ARRAY(SELECT ${SOURCE} FROM statement_rows a JOIN statements s ON s.tenant_id = a.tenant_id AND s.id = a.statement_id
                   WHERE a.tenant_id = r.tenant_id AND a.booked_row_id = r.id) AS "announcedBy"
       FROM statement_rows r JOIN statements k ON k.tenant_id = r.tenant_id AND k.id = r.statement_id
      WHERE r.tenant_id = $1 AND r.bank_account_id = $2 AND r.transaction_date BETWEEN $3 AND $4
        AND k.kind = 'endOfDay' AND r.status = 'booked'
        AND (r.amount IN (SELECT unnest($5::text::numeric[])) OR r.details->'batch'->>'id' IN (SELECT unnest($6::text::text[])))
      ORDER BY r.transaction_date, r.statement_id, r.row_number`,
    [
      tx.scope.tenantId,
      bankAccountId,
      addDays(days[0] ?? '', -MAX_DAYS_APART),
      addDays(days.at(-1) ?? '', MAX_DAYS_APART),
      arrayLiteral([...new Set(open.map((row) => row.amount))]),
      arrayLiteral([...new Set(batches)]),
    ],
  );
}

/** Those whose due day a statement covers. A pending row may be booked on a day on which there is none: any later one tells. */
async function loadCovered(
  tx: TenantTx,
  { bankAccountId }: AccountDays,
  rows: readonly Open[],
): Promise<Id[]> {
  if (rows.length === 0) return [];
  const covered = await driverOf(tx).unsafe<{ id: Id }[]>(
    `SELECT v.id FROM unnest($3::text::uuid[], $4::text::date[], $5::text::boolean[]) AS v(id, due, pending)
      WHERE EXISTS (SELECT 1 FROM statements s WHERE s.tenant_id = $1 AND s.bank_account_id = $2 AND s.kind = 'endOfDay'
                      AND s.to_date >= v.due AND (v.pending OR s.from_date <= v.due))`,
    [
      tx.scope.tenantId,
      bankAccountId,
      arrayLiteral(rows.map((row) => row.id)),
      arrayLiteral(rows.map(dueDay)),
      arrayLiteral(rows.map((row) => String(row.source === 'pending'))),
    ],
  );
  return covered.map((row) => row.id);
}
