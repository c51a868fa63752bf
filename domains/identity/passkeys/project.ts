import { and, eq, sql } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { passkeys } from '#db/schema/identity.ts';
import type { Id } from '#lib/ids.ts';
import { SessionStarted, StepUpAuthorized } from '../sessions/events.ts';
import { PasskeyAdded, PasskeyRemoved, PasskeyRenamed } from './events.ts';

/** The passkeys that people have, with the counter and the time of their last use. */
export const passkeysProjector: Projector = {
  name: 'passkeys',
  codeVersion: 1,
  async project(tx, events) {
    await insertRows(
      tx,
      passkeys,
      eventsOf(events, PasskeyAdded).map((event) => {
        const { passkeyId, coseKey, ...fields } = event.data;
        return {
          tenantId: tx.tenantId,
          id: passkeyId,
          userId: event.stream.id,
          ...fields,
          coseKey: Buffer.from(coseKey, 'base64url'),
          createdAt: event.recordedAt,
          updatedAt: event.recordedAt,
        };
      }),
    );
    for (const event of eventsOf(events, PasskeyRenamed)) {
      await tx
        .update(passkeys)
        .set({ name: event.data.name, updatedAt: event.recordedAt })
        .where(passkey(tx, event.data.passkeyId));
    }
    for (const event of eventsOf(events, SessionStarted)) await noteUse(tx, event);
    for (const event of eventsOf(events, StepUpAuthorized)) await noteUse(tx, event);
    for (const event of eventsOf(events, PasskeyRemoved)) {
      await tx.delete(passkeys).where(passkey(tx, event.data.passkeyId));
    }
  },
};

type Use = RecordedEvent<{
  type: string;
  data: { passkeyId: Id; counter: number; backedUp: boolean };
}>;

/** Step-ups and sign-ins of one batch come in two groups, so both the counter and the time only ever grow. */
async function noteUse(tx: ProjectionTx, { data, recordedAt }: Use): Promise<void> {
  await tx
    .update(passkeys)
    .set({
      counter: sql`greatest(${passkeys.counter}, ${data.counter})`,
      backedUp: data.backedUp,
      lastUsedAt: sql`greatest(${passkeys.lastUsedAt}, ${recordedAt}::timestamptz)`,
      updatedAt: sql`greatest(${passkeys.updatedAt}, ${recordedAt}::timestamptz)`,
    })
    .where(passkey(tx, data.passkeyId));
}

function passkey(tx: ProjectionTx, id: Id) {
  return and(eq(passkeys.tenantId, tx.tenantId), eq(passkeys.id, id));
}
