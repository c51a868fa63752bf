import type { RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { auditLog } from '#db/schema/identity.ts';

/** One row per command, with the range of its events. */
export const auditProjector: Projector = {
  name: 'audit',
  codeVersion: 1,
  async project(tx, events) {
    const commands = Map.groupBy(events, (event) => event.metadata.commandId);
    await insertRows(
      tx,
      auditLog,
      [...commands.values()].map(rowOf),
      'ON CONFLICT (tenant_id, id) DO UPDATE SET last_position = excluded.last_position, updated_at = excluded.updated_at',
    );
  },
};

function rowOf(events: readonly RecordedEvent[]): typeof auditLog.$inferInsert {
  const first = events[0] as RecordedEvent;
  const last = events.at(-1) as RecordedEvent;
  const { metadata } = first;
  return {
    tenantId: first.tenantId,
    id: metadata.commandId,
    userId: metadata.userId,
    actorKind: metadata.actor.kind,
    actorId: metadata.actor.id,
    action: metadata.command,
    resource: first.stream.type,
    resourceId: first.stream.id,
    metadata: {},
    ipAddress: metadata.ip,
    sessionId: metadata.sessionId,
    requestId: metadata.requestId,
    firstPosition: first.position,
    lastPosition: last.position,
    createdAt: first.recordedAt,
    updatedAt: last.recordedAt,
  };
}
