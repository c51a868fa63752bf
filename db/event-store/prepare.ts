import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import type { Append } from './append.ts';
import { canonicalJson } from './canonical-json.ts';
import type { EventCatalogue, EventDefinition, EventMetadata, RecordedEvent, StreamName } from './event.ts';
import { linkHash } from './hash.ts';
import type { Head } from './heads.ts';
import { ERASED, type SubjectKeys, sealField } from './personal-data.ts';

/** An event's data, stored as text, is at most this long. */
export const MAX_EVENT_BYTES = 1_048_576;

/** An event as its row holds it. */
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
