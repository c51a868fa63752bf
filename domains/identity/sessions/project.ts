import { and, eq } from 'drizzle-orm';
import { eventsOf } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { approvals, sessions } from '#db/schema/identity.ts';
import { SessionRevoked, SessionStarted, StepUpAuthorized } from './events.ts';

/** Sessions, and the assertions behind step-ups. */
export const sessionsProjector: Projector = {
  name: 'sessions',
  codeVersion: 1,
  async project(tx, events) {
    const { tenantId } = tx;
    await insertRows(
      tx,
      sessions,
      eventsOf(events, SessionStarted).map(({ data, ...event }) => ({
        tenantId,
        id: event.stream.id,
        userId: data.userId,
        passkeyId: data.passkeyId,
        tokenHash: data.tokenHash,
        ipAddress: event.metadata.ip,
        userAgent: event.metadata.userAgent,
        stepUpLevel: 'standard',
        expiresAt: data.expiresAt,
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      })),
    );
    const session = (id: string) => and(eq(sessions.tenantId, tenantId), eq(sessions.id, id));
    for (const { data, ...event } of eventsOf(events, StepUpAuthorized)) {
      await tx
        .update(sessions)
        .set({ stepUpLevel: 'elevated', stepUpUntil: data.until, updatedAt: event.recordedAt })
        .where(session(event.stream.id));
      const { approvalId, counter, backedUp, until, coseKey, ...approval } = data;
      await tx.insert(approvals).values({
        tenantId,
        id: approvalId,
        sessionId: event.stream.id,
        ...approval,
        coseKey: Buffer.from(coseKey, 'base64url'),
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      });
    }
    for (const event of eventsOf(events, SessionRevoked)) {
      await tx
        .update(sessions)
        .set({ revokedAt: event.recordedAt, updatedAt: event.recordedAt })
        .where(session(event.stream.id));
    }
  },
};
