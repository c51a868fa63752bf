import { createHash } from 'node:crypto';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/** What an event's hash covers. `data` and `metadata` are canonical JSON text, exactly as stored. */
export type HashedFields = {
  readonly tenantId: Id;
  readonly position: number;
  readonly streamType: string;
  readonly streamId: Id;
  readonly streamVersion: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
};

export const HASH_VERSION = 1;

/** The hash that a tenant's first event is linked to: SHA-256("nexus:" ‖ tenant). */
export function genesisHash(tenantId: Id): Uint8Array {
  return createHash('sha256').update(`nexus:${tenantId}`).digest();
}

/**
 * hash = SHA-256(previous ‖ event_hash), where event_hash = SHA-256 of the RFC 8785 form of {v, tenant, position, stream,
 * streamVersion, type, schemaVersion, data, metadata, occurredAt, recordedAt}.
 */
export function linkHash(previous: Uint8Array, fields: HashedFields): Uint8Array {
  const eventHash = createHash('sha256').update(hashedText(fields)).digest();
  return createHash('sha256').update(previous).update(eventHash).digest();
}

/** The RFC 8785 text whose SHA-256 is the event hash. Keys stand in code-unit order; data and metadata are spliced in. */
export function hashedText(fields: HashedFields): string {
  return (
    `{"data":${fields.data},"metadata":${fields.metadata},"occurredAt":"${fields.occurredAt}"` +
    `,"position":${fields.position},"recordedAt":"${fields.recordedAt}","schemaVersion":${fields.schemaVersion}` +
    `,"stream":${JSON.stringify(`${fields.streamType}/${fields.streamId}`)},"streamVersion":${fields.streamVersion}` +
    `,"tenant":"${fields.tenantId}","type":${JSON.stringify(fields.type)},"v":${HASH_VERSION}}`
  );
}
