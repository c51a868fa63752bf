import type { TransactionSql } from 'postgres';
import { type Clock, type Instant, systemClock } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { arrayLiteral } from '../insert.ts';
import { canonicalJson } from './canonical-json.ts';
import type {
  EventCatalogue,
  EventDefinition,
  EventMetadata,
  NewEvent,
  RecordedEvent,
  StreamName,
} from './event.ts';
import { genesisHash, HASH_VERSION, linkHash } from './hash.ts';
import { ERASED, type SubjectKeys, sealField } from './personal-data.ts';

/** New events of one stream, and the version that it must have (0: it must not exist yet). */
export type StreamAppend = {
  readonly stream: StreamName;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
};

/** What one command appends: over several streams, all or nothing. */
export type Append = { readonly streams: readonly StreamAppend[]; readonly metadata: EventMetadata };

export type Head = { position: number; hash: Uint8Array; recordedAt: Instant };

/** An event's data, stored as text, is at most this long. */
export const MAX_EVENT_BYTES = 1_048_576;

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

/** SQL that writes a timestamptz column as an Instant. */
export function instantText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The present version of each stream, in the order given; 0 where it does not exist. */
export async function streamVersions(
  sql: TransactionSql,
  tenantId: Id,
  streams: readonly StreamName[],
): Promise<number[]> {
  if (streams.length === 0) return [];
  const rows = await sql.unsafe<{ version: number }[]>(
    `SELECT coalesce((
       SELECT e.stream_version FROM event_store.events e
        WHERE e.tenant_id = $1 AND e.stream_type = s.type AND e.stream_id = s.id
        ORDER BY e.stream_version DESC LIMIT 1), 0) AS version
       FROM unnest($2::text::text[], $3::text::uuid[]) WITH ORDINALITY AS s(type, id, n) ORDER BY s.n`,
    [tenantId, arrayLiteral(streams.map((s) => s.type)), arrayLiteral(streams.map((s) => s.id))],
  );
  return rows.map((row) => row.version);
}

/** Whose keys the events of an append need. Events that nothing defines have none: preparing them will refuse them. */
export function subjectsOf(catalogue: EventCatalogue, append: Append): Id[] {
  const { ip, userAgent, userId } = append.metadata;
  const subjects = ip === null && userAgent === null ? [] : [userId];
  for (const { stream, events } of append.streams) {
    for (const event of events) {
      const definition = catalogue.get(event.type);
      if (!definition?.subject || !definition.schema.safeParse(event.data).success) continue;
      subjects.push(definition.subject(event.data as never, stream));
    }
  }
  return subjects;
}

/** Stream versions by `type/id`. */
export type StreamVersions = Map<string, number>;

export const keyOfStream = ({ type, id }: StreamName) => `${type}/${id}`;

/** Throws a NexusError `conflict` (details.versionConflict) on a stale version; notes the versions after the append. */
export function claimVersions(streams: readonly StreamAppend[], versions: StreamVersions): void {
  const after: StreamVersions = new Map();
  for (const { stream, expectedVersion, events } of streams) {
    const key = keyOfStream(stream);
    const actual = after.get(key) ?? versions.get(key) ?? 0;
    if (actual !== expectedVersion) throw staleVersion(key, expectedVersion, actual);
    after.set(key, actual + events.length);
  }
  for (const [key, version] of after) versions.set(key, version);
}

function staleVersion(stream: string, expected: number, actual: number): NexusError {
  return new NexusError('conflict', 'Somebody else changed this at the same time. Look at it again.', {
    details: { versionConflict: true, stream, expected, actual },
  });
}

export type StoredEvent = {
  tenantId: Id;
  position: number;
  streamType: string;
  streamId: Id;
  streamVersion: number;
  type: string;
  schemaVersion: number;
  data: string;
  metadata: string;
  occurredAt: Instant;
  recordedAt: Instant;
  hash: Uint8Array;
};

/** Events as they will be stored and as they were meant, and the head after them. */
export type Prepared = {
  readonly stored: readonly StoredEvent[];
  readonly events: readonly RecordedEvent[];
  readonly head: Head;
};

/**
 * Validates the events of an append, seals their personal fields and links their hashes onto `head`. Pure but for the nonces.
 * Throws on an event that breaks its schema, and a NexusError `tooLarge`.
 */
export function prepareEvents(
  catalogue: EventCatalogue,
  tenantId: Id,
  head: Head,
  append: Append,
  keys: SubjectKeys,
  recordedAt: Instant,
): Prepared {
  const who = formsOfMetadata(keys, append.metadata);
  const metadata = canonicalJson(who.sealed);
  const stored: StoredEvent[] = [];
  const events: RecordedEvent[] = [];
  let { position, hash } = head;
  for (const { stream, expectedVersion, events: fresh } of append.streams) {
    let streamVersion = expectedVersion;
    for (const event of fresh) {
      const definition = definitionOf(catalogue, event.type);
      const { sealed, readable } = formsOfData(keys, definition, definition.schema.parse(event.data), stream);
      const data = canonicalJson(sealed);
      if (Buffer.byteLength(data) > MAX_EVENT_BYTES) {
        throw new NexusError('tooLarge', `${event.type} is larger than ${MAX_EVENT_BYTES} bytes.`);
      }
      const fields = {
        tenantId,
        position: ++position,
        streamType: stream.type,
        streamId: stream.id,
        streamVersion: ++streamVersion,
        type: event.type,
        schemaVersion: definition.version,
        data,
        metadata,
        occurredAt: event.occurredAt ?? recordedAt,
        recordedAt,
      };
      hash = linkHash(hash, fields);
      stored.push({ ...fields, hash });
      events.push({
        tenantId,
        position,
        stream,
        streamVersion,
        type: event.type,
        schemaVersion: definition.version,
        data: readable,
        metadata: who.readable,
        occurredAt: fields.occurredAt,
        recordedAt,
        hash,
      });
    }
  }
  return { stored, events, head: { position, hash, recordedAt } };
}

function definitionOf(catalogue: EventCatalogue, type: string): EventDefinition {
  const definition = catalogue.get(type);
  if (!definition) throw new Error(`No event is called ${type}.`);
  return definition;
}

/** Both forms of personal data: sealed, to be stored; and readable, unless the key is gone: then as any later reader will see it. */
type Forms<T> = { readonly sealed: unknown; readonly readable: T };

function formsOfMetadata(keys: SubjectKeys, metadata: EventMetadata): Forms<EventMetadata> {
  const { userId } = metadata;
  const { sealed, readable } = formsOf(keys, userId, metadata, ['ip', 'userAgent']);
  return { sealed, readable: readable as EventMetadata };
}

function formsOfData(
  keys: SubjectKeys,
  { personal, subject }: EventDefinition,
  data: unknown,
  stream: StreamName,
): Forms<unknown> {
  if (personal.length === 0 || !subject) return { sealed: data, readable: data };
  return formsOf(keys, subject(data, stream), data as object, personal);
}

function formsOf(keys: SubjectKeys, subject: Id, data: object, personal: readonly string[]): Forms<unknown> {
  const sealed: Record<string, unknown> = { ...data };
  const readable: Record<string, unknown> = { ...data };
  for (const field of personal) {
    const value = sealed[field];
    if (typeof value !== 'string') continue;
    sealed[field] = sealField(keys, subject, value);
    if (keys.get(subject) === null) readable[field] = ERASED;
  }
  return { sealed, readable };
}

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

async function moveHead(sql: TransactionSql, tenantId: Id, head: Head): Promise<void> {
  await sql.unsafe(
    'UPDATE event_store.heads SET position = $2, hash = $3, recorded_at = $4 WHERE tenant_id = $1',
    [tenantId, head.position, Buffer.from(head.hash), head.recordedAt],
  );
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

/** The present instant, or the head's where a clock ran backwards: `recordedAt` never does. */
export function nextRecordedAt(head: Head, clock: Clock = systemClock): Instant {
  const now = clock();
  if (now > head.recordedAt) return now;
  return head.recordedAt;
}
