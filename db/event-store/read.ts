import type { TransactionSql } from 'postgres';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { arrayLiteral } from '../insert.ts';
import type { EventCatalogue, EventMetadata, RecordedEvent, StreamName } from './event.ts';
import { instantText } from './heads.ts';
import { isSealed, loadKeys, openField, type SubjectKeys } from './personal-data.ts';

/** One row of the log as it stands: data and metadata are still the text that was hashed. */
export type LogRow = {
  position: number;
  stream_type: string;
  stream_id: Id;
  stream_version: number;
  type: string;
  schema_version: number;
  data: string;
  metadata: string;
  occurred_at: Instant;
  recorded_at: Instant;
  hash: Uint8Array;
  hash_version: number;
};

const COLUMNS = `position::float8 AS position, stream_type, stream_id, stream_version, type, schema_version, data, metadata,
  ${instantText('occurred_at')} AS occurred_at, ${instantText('recorded_at')} AS recorded_at, hash, hash_version`;

/** Where a batch of the log ends, however few rows it has: events with hundreds of bank rows are large. */
const MAX_BATCH_BYTES = 8_000_000;

/** The log after `position`, oldest first: at most `limit` rows, and fewer when they are large, but one at least. */
export async function readLog(
  sql: TransactionSql,
  tenantId: Id,
  after: number,
  limit: number,
): Promise<LogRow[]> {
  return sql.unsafe<LogRow[]>(
    `SELECT ${COLUMNS} FROM (
       SELECT batch.*, sum(octet_length(data)) OVER (ORDER BY position) - octet_length(data) AS bytes_before FROM (
         SELECT * FROM event_store.events WHERE tenant_id = $1 AND position > $2 ORDER BY position LIMIT $3) AS batch) AS sized
      WHERE bytes_before < ${MAX_BATCH_BYTES} ORDER BY position`,
    [tenantId, after, limit],
  );
}

/** All events of these streams, in log order. */
export async function readStreams(
  sql: TransactionSql,
  catalogue: EventCatalogue,
  tenantId: Id,
  streams: readonly StreamName[],
): Promise<RecordedEvent[]> {
  if (streams.length === 0) return [];
  const rows = await sql.unsafe<LogRow[]>(
    `SELECT ${COLUMNS} FROM event_store.events e
       JOIN (SELECT DISTINCT s.type AS s_type, s.id AS s_id FROM unnest($2::text::text[], $3::text::uuid[]) AS s(type, id)) s
         ON e.stream_type = s.s_type AND e.stream_id = s.s_id
      WHERE e.tenant_id = $1 ORDER BY e.position`,
    [tenantId, arrayLiteral(streams.map((s) => s.type)), arrayLiteral(streams.map((s) => s.id))],
  );
  return decodeRows(sql, catalogue, tenantId, rows);
}

/** The events of one stream after a version, in order. */
export async function readStreamAfter(
  sql: TransactionSql,
  catalogue: EventCatalogue,
  tenantId: Id,
  stream: StreamName,
  version: number,
): Promise<RecordedEvent[]> {
  const rows = await sql.unsafe<LogRow[]>(
    `SELECT ${COLUMNS} FROM event_store.events
      WHERE tenant_id = $1 AND stream_type = $2 AND stream_id = $3 AND stream_version > $4 ORDER BY stream_version`,
    [tenantId, stream.type, stream.id, version],
  );
  return decodeRows(sql, catalogue, tenantId, rows);
}

/** Log rows as events: opened, lifted to the present schema and validated. Throws an Error that names the position. */
export async function decodeRows(
  sql: TransactionSql,
  catalogue: EventCatalogue,
  tenantId: Id,
  rows: readonly LogRow[],
): Promise<RecordedEvent[]> {
  const parsed = rows.map((row) => ({
    row,
    data: JSON.parse(row.data) as Record<string, unknown>,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
  }));
  const subjects = new Set<Id>();
  for (const { data, metadata } of parsed) {
    for (const value of [...Object.values(data), metadata.ip, metadata.userAgent]) {
      if (isSealed(value)) subjects.add(value.$s);
    }
  }
  const keys = await loadKeys(sql, tenantId, subjects);
  return parsed.map(({ row, data, metadata }) => decode(catalogue, tenantId, keys, row, data, metadata));
}

function decode(
  catalogue: EventCatalogue,
  tenantId: Id,
  keys: SubjectKeys,
  row: LogRow,
  data: Record<string, unknown>,
  metadata: Record<string, unknown>,
): RecordedEvent {
  const definition = catalogue.get(row.type);
  if (!definition) throw new Error(`Position ${row.position}: no event is called ${row.type}.`);
  let lifted = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, openField(keys, value)]));
  for (let version = row.schema_version; version < definition.version; version++) {
    lifted = definition.upcasters[version - 1]?.(lifted) ?? lifted;
  }
  const checked = definition.schema.safeParse(lifted);
  if (!checked.success) {
    throw new Error(
      `Position ${row.position}: ${row.type} does not fit its schema: ${checked.error.message}`,
    );
  }
  return {
    tenantId,
    position: row.position,
    stream: { type: row.stream_type, id: row.stream_id },
    streamVersion: row.stream_version,
    type: row.type,
    schemaVersion: definition.version,
    data: checked.data,
    metadata: {
      ...metadata,
      ip: openField(keys, metadata.ip),
      userAgent: openField(keys, metadata.userAgent),
    } as EventMetadata,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    hash: row.hash,
  };
}
