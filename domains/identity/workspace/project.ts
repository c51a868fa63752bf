import { eq } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { users } from '#db/schema/identity.ts';
import { entities, tenants } from '#db/schema/platform.ts';
import { EntityAdded, WorkspaceChanged, WorkspaceCreated } from './events.ts';

const times = (event: RecordedEvent<{ type: string; data: unknown }>) => ({
  createdAt: event.recordedAt,
  updatedAt: event.recordedAt,
});

/** The company, its system user and its entities. */
export const workspaceProjector: Projector = {
  name: 'workspace',
  codeVersion: 1,
  async project(tx, events) {
    for (const event of eventsOf(events, WorkspaceCreated)) {
      const { isSample, systemUserId, ...fields } = event.data;
      await tx.insert(tenants).values({
        id: event.tenantId,
        ...fields,
        status: 'active',
        settings: { isSample },
        version: event.streamVersion,
        ...times(event),
      });
      await tx.insert(users).values({
        tenantId: event.tenantId,
        id: systemUserId,
        email: 'system',
        name: 'Nexus',
        role: 'system',
        status: 'system',
        version: event.streamVersion,
        ...times(event),
      });
    }
    for (const event of eventsOf(events, WorkspaceChanged)) {
      await tx
        .update(tenants)
        .set({ ...event.data, version: event.streamVersion, updatedAt: event.recordedAt })
        .where(eq(tenants.id, event.tenantId));
    }
    await insertRows(
      tx,
      entities,
      eventsOf(events, EntityAdded).map((event) => ({
        tenantId: event.tenantId,
        id: event.stream.id,
        ...event.data,
        version: event.streamVersion,
        ...times(event),
      })),
    );
  },
};
