import type { TransactionSql } from 'postgres';
import type { Id } from '#lib/ids.ts';
import { arrayLiteral } from '../insert.ts';
import { HASH_VERSION } from './hash.ts';
import { type Head, moveHead } from './heads.ts';
import type { StoredEvent } from './prepare.ts';
import type { StreamVersions } from './stream-versions.ts';

/** What events are stored on: the head, and the version of each stream, before them. */
export type LogState = { readonly head: Head; readonly versions: StreamVersions };

/** Stores prepared events and moves the head, which the caller holds locked, behind them. */
export async function storeEvents(
  sql: TransactionSql,
  tenantId: Id,
  events: readonly StoredEvent[],
  head: Head,
): Promise<void> {
  if (events.length === 0) return;
  await Promise.all([insertEvents(sql, events), moveHead(sql, tenantId, head)]);
}

/** The log is not what `storeEventsAfter` was told that it is. */
export class StaleGround extends Error {}

/**
 * Stores prepared events in one statement, if the log still is as in `before`; it takes the head's lock in passing. Throws `StaleGround`, and
 * stores nothing, when it is not, and when there is nothing to store.
 */
export async function storeEventsAfter(
  sql: TransactionSql,
  tenantId: Id,
  events: readonly StoredEvent[],
  head: Head,
  { head: before, versions }: LogState,
): Promise<void> {
  if (events.length === 0) throw new StaleGround();
  const streams = [...versions.keys()].map((key) => key.split('/'));
  const { count } = await sql.unsafe(
    `WITH moved AS (
       UPDATE event_store.heads SET position = $2, hash = $3, recorded_at = $4
        WHERE tenant_id = $1 AND position = $5 AND hash = $6 AND NOT EXISTS (
          SELECT 1 FROM unnest($7::text::text[], $8::text::uuid[], $9::text::int[]) AS s(type, id, version)
           WHERE s.version <> coalesce((
             SELECT e.stream_version FROM event_store.events e
              WHERE e.tenant_id = $1 AND e.stream_type = s.type AND e.stream_id = s.id
              ORDER BY e.stream_version DESC LIMIT 1), 0))
       RETURNING tenant_id)
     INSERT INTO event_store.events (${COLUMNS})
     SELECT moved.tenant_id, e.*, ${HASH_VERSION} FROM moved, unnest(${arraysFrom(10)}) AS e`,
    [
      tenantId,
      head.position,
      Buffer.from(head.hash),
      head.recordedAt,
      before.position,
      Buffer.from(before.hash),
      arrayLiteral(streams.map(([type = '']) => type)),
      arrayLiteral(streams.map(([, id = '']) => id)),
      arrayLiteral([...versions.values()].map(String)),
      ...columnsOf(events),
    ],
  );
  if (count !== events.length) throw new StaleGround();
}

const COLUMNS = `tenant_id, position, stream_type, stream_id, stream_version, type, schema_version, data, metadata, occurred_at,
  recorded_at, hash, hash_version`;

const ARRAY_TYPES = [
  'bigint',
  'text',
  'uuid',
  'int',
  'text',
  'int',
  'text',
  'text',
  'timestamptz',
  'timestamptz',
  'bytea',
];

const arraysFrom = (first: number) =>
  ARRAY_TYPES.map((type, index) => `$${first + index}::text::${type}[]`).join(', ');

/** The stored events, one column an array. */
async function insertEvents(sql: TransactionSql, events: readonly StoredEvent[]): Promise<void> {
  await sql.unsafe(
    `INSERT INTO event_store.events (${COLUMNS})
     SELECT $1::uuid, e.*, ${HASH_VERSION} FROM unnest(${arraysFrom(2)}) AS e`,
    [events[0]?.tenantId ?? null, ...columnsOf(events)],
  );
}

function columnsOf(events: readonly StoredEvent[]): string[] {
  const column = (value: (event: StoredEvent) => string) => arrayLiteral(events.map(value));
  return [
    column((e) => String(e.position)),
    column((e) => e.streamType),
    column((e) => e.streamId),
    column((e) => String(e.streamVersion)),
    column((e) => e.type),
    column((e) => String(e.schemaVersion)),
    column((e) => e.data),
    column((e) => e.metadata),
    column((e) => e.occurredAt),
    column((e) => e.recordedAt),
    column((e) => `\\x${Buffer.from(e.hash).toString('hex')}`),
  ];
}
