import { and, eq } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { invitations } from '#db/schema/identity.ts';
import { InvitationAccepted, InvitationIssued, InvitationRevoked } from './events.ts';

/** Invitations; `user_id` is who invited. */
export const invitationsProjector: Projector = {
  name: 'invitations',
  codeVersion: 1,
  async project(tx, events) {
    await insertRows(
      tx,
      invitations,
      eventsOf(events, InvitationIssued).map((event) => {
        const { inviteeId, ...fields } = event.data;
        return {
          tenantId: tx.tenantId,
          id: event.stream.id,
          userId: event.metadata.userId,
          ...fields,
          createdAt: event.recordedAt,
          updatedAt: event.recordedAt,
        };
      }),
    );
    for (const event of eventsOf(events, InvitationAccepted)) {
      await update(tx, event, { acceptedAt: event.recordedAt });
    }
    for (const event of eventsOf(events, InvitationRevoked)) {
      await update(tx, event, { revokedAt: event.recordedAt });
    }
  },
};

async function update(
  tx: ProjectionTx,
  event: RecordedEvent,
  change: Partial<typeof invitations.$inferInsert>,
) {
  await tx
    .update(invitations)
    .set({ ...change, updatedAt: event.recordedAt })
    .where(and(eq(invitations.tenantId, tx.tenantId), eq(invitations.id, event.stream.id)));
}
