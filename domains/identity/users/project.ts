import { and, eq } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import { ERASED } from '#db/event-store/personal-data.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { users } from '#db/schema/identity.ts';
import { RoleChanged, UserReactivated, UserRegistered, UserSuspended } from './events.ts';

/** The people of the company. */
export const usersProjector: Projector = {
  name: 'users',
  codeVersion: 1,
  async project(tx, events) {
    await insertRows(
      tx,
      users,
      eventsOf(events, UserRegistered).map((event) => ({
        tenantId: tx.tenantId,
        id: event.stream.id,
        ...event.data,
        // Two people who were forgotten do not collide.
        email: event.data.email === ERASED ? `${ERASED}-${event.stream.id}` : event.data.email,
        status: 'active',
        version: event.streamVersion,
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      })),
    );
    for (const event of events) {
      const change = changeOf(event);
      if (change) await update(tx, event, change);
    }
  },
};

function changeOf(event: RecordedEvent): Partial<typeof users.$inferInsert> | null {
  const [role] = eventsOf([event], RoleChanged);
  if (role) return { role: role.data.role };
  if (event.type === UserSuspended.type) return { status: 'suspended' };
  if (event.type === UserReactivated.type) return { status: 'active' };
  return null;
}

async function update(tx: ProjectionTx, event: RecordedEvent, change: Partial<typeof users.$inferInsert>) {
  await tx
    .update(users)
    .set({ ...change, version: event.streamVersion, updatedAt: event.recordedAt })
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, event.stream.id)));
}
