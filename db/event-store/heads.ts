import type { TransactionSql } from 'postgres';
import { type Clock, type Instant, systemClock } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { genesisHash } from './hash.ts';

/** Where a tenant's log ends. */
export type Head = { position: number; hash: Uint8Array; recordedAt: Instant };

/** Takes the tenant's head row, and with it the turn to write: the first lock of every writing transaction. */
export async function lockHead(sql: TransactionSql, tenantId: Id): Promise<Head> {
  const rows = await sql.unsafe<{ position: string; hash: Uint8Array; recorded_at: Instant }[]>(
    `SELECT position, hash, ${instantText('recorded_at')} AS recorded_at
       FROM event_store.heads WHERE tenant_id = $1 FOR UPDATE`,
    [tenantId],
  );
  const row = rows[0];
  if (row) return { position: Number(row.position), hash: row.hash, recordedAt: row.recorded_at };
  await sql.unsafe(
    `INSERT INTO event_store.heads (tenant_id, position, hash, recorded_at)
     VALUES ($1, 0, $2, '1970-01-01T00:00:00Z') ON CONFLICT DO NOTHING`,
    [tenantId, genesisHash(tenantId)],
  );
  return lockHead(sql, tenantId);
}

/** Moves the head, which the caller holds locked. */
export async function moveHead(sql: TransactionSql, tenantId: Id, head: Head): Promise<void> {
  await sql.unsafe(
    'UPDATE event_store.heads SET position = $2, hash = $3, recorded_at = $4 WHERE tenant_id = $1',
    [tenantId, head.position, Buffer.from(head.hash), head.recordedAt],
  );
}

/** SQL that writes a timestamptz column as an Instant. */
export function instantText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The present instant, or the head's where a clock ran backwards: `recordedAt` never does. */
export function nextRecordedAt(head: Head, clock: Clock = systemClock): Instant {
  const now = clock();
  if (now > head.recordedAt) return now;
  return head.recordedAt;
}
