import { and, eq } from 'drizzle-orm';
import { eventsOf } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { apiKeys } from '#db/schema/platform.ts';
import { ApiKeyCreated, ApiKeyRevoked } from './events.ts';

/** The keys of scripts; `user_id` is who made one. */
export const apiKeysProjector: Projector = {
  name: 'api-keys',
  codeVersion: 1,
  async project(tx, events) {
    await insertRows(
      tx,
      apiKeys,
      eventsOf(events, ApiKeyCreated).map((event) => ({
        tenantId: tx.tenantId,
        id: event.stream.id,
        userId: event.metadata.userId,
        ...event.data,
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      })),
    );
    for (const event of eventsOf(events, ApiKeyRevoked)) {
      await tx
        .update(apiKeys)
        .set({ revokedAt: event.recordedAt, updatedAt: event.recordedAt })
        .where(and(eq(apiKeys.tenantId, tx.tenantId), eq(apiKeys.id, event.stream.id)));
    }
  },
};
