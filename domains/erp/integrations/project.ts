import { and, eq } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { integrations } from '#db/schema/platform.ts';
import { IntegrationCreated, IntegrationPaused, IntegrationResumed, SigningSecretIssued } from './events.ts';

/** The senders of documents; `user_id` is who set one up. */
export const integrationsProjector: Projector = {
  name: 'integrations',
  codeVersion: 1,
  async project(tx, events) {
    await insertRows(
      tx,
      integrations,
      eventsOf(events, IntegrationCreated).map((event) => ({
        tenantId: tx.tenantId,
        id: event.stream.id,
        userId: event.metadata.userId,
        ...event.data,
        status: 'active',
        version: event.streamVersion,
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      })),
    );
    for (const event of events) {
      if (event.type === SigningSecretIssued.type) await update(tx, event, {});
      if (event.type === IntegrationPaused.type) await update(tx, event, { status: 'paused' });
      if (event.type === IntegrationResumed.type) await update(tx, event, { status: 'active' });
    }
  },
};

async function update(
  tx: ProjectionTx,
  event: RecordedEvent,
  change: Partial<typeof integrations.$inferInsert>,
) {
  await tx
    .update(integrations)
    .set({ ...change, version: event.streamVersion, updatedAt: event.recordedAt })
    .where(and(eq(integrations.tenantId, tx.tenantId), eq(integrations.id, event.stream.id)));
}
