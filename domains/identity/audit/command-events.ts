import { and, eq } from 'drizzle-orm';
import { driverOf } from '#db/client.ts';
import { genesisHash } from '#db/event-store/hash.ts';
import { decodeRows, type LogRow, readLog } from '#db/event-store/read.ts';
import { auditLog } from '#db/schema/identity.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { EVENTS } from '../../events.ts';
import { nameActors } from './actors.ts';

/** An event as it lies in the record: hashes in hexadecimal, data and metadata as JSON. */
export type StoredEvent = {
  readonly position: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly streamVersion: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** With the personal fields opened, as far as their keys exist. */
  readonly data: unknown;
  readonly metadata: unknown;
  readonly hash: string;
  readonly previousHash: string;
};

/** One command and some of its events: at most `limit`, after the position `after`. Throws a NexusError `notFound`. */
export async function commandEvents(
  tx: TenantTx,
  id: Id,
  { after, limit }: { readonly after: number | null; readonly limit: number },
) {
  const { tenantId } = tx.scope;
  const [command] = isId(id)
    ? await tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.id, id)))
    : [];
  if (!command) throw new NexusError('notFound', 'There is no such command.');
  const from = Math.max(after ?? 0, command.firstPosition - 1);
  const count = Math.max(0, Math.min(limit, command.lastPosition - from));
  const sql = driverOf(tx);
  // One more at the front: its hash is what the first one is linked to.
  const rows = await readLog(sql, tenantId, Math.max(0, from - 1), count + (from > 0 ? 1 : 0));
  const events = from > 0 ? rows.slice(1) : rows;
  const last = events.at(-1)?.position ?? command.lastPosition;
  const decoded = await decodeRows(sql, EVENTS, tenantId, events);
  const actor = { kind: command.actorKind, id: command.actorId, userId: command.userId };
  const nameOf = await nameActors(tx, [actor]);
  return {
    command: { ...command, who: nameOf(actor) },
    events: events.map((row, index): StoredEvent => {
      const before = from > 0 ? rows[index] : rows[index - 1];
      return {
        ...storedFacts(row),
        data: decoded[index]?.data,
        metadata: decoded[index]?.metadata,
        previousHash: hex(before?.hash ?? genesisHash(tenantId)),
      };
    }),
    nextAfter: last < command.lastPosition ? last : null,
  };
}

function storedFacts(row: LogRow): Omit<StoredEvent, 'data' | 'metadata' | 'previousHash'> {
  return {
    position: row.position,
    type: row.type,
    schemaVersion: row.schema_version,
    stream: `${row.stream_type}/${row.stream_id}`,
    streamVersion: row.stream_version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    hash: hex(row.hash),
  };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
