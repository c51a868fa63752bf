import { bigint, integer, pgSchema, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const eventStore = pgSchema('event_store');

/** The last position and hash of each tenant's log; the first lock of every transaction that writes. */
export const heads = eventStore.table('heads', {
  tenantId: uuid('tenant_id').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** The log. `data` and `metadata` are the very bytes that were hashed (RFC 8785). */
export const events = eventStore.table(
  'events',
  {
    tenantId: uuid('tenant_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    streamType: text('stream_type').notNull(),
    streamId: uuid('stream_id').notNull(),
    streamVersion: integer('stream_version').notNull(),
    type: text('type').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    data: text('data').notNull(),
    metadata: text('metadata').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    hash: bytes('hash').notNull(),
    hashVersion: smallint('hash_version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.position] }),
    unique('events_stream_version').on(t.tenantId, t.streamType, t.streamId, t.streamVersion),
  ],
);
