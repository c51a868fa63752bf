import { and, eq } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { tableMappings } from '#db/schema/statements.ts';
import type { TableMappingEvent } from './decide.ts';
import { TableMappingForgotten, TableMappingRemembered } from './events.ts';

/** How tables are read that a person has said it of; a header that was forgotten has no row. */
export const tableMappingsProjector: Projector = {
  name: 'table-mappings',
  codeVersion: 1,
  async project(tx, events) {
    const ours = events.filter(
      ({ type }) => type === TableMappingRemembered.type || type === TableMappingForgotten.type,
    ) as RecordedEvent<TableMappingEvent>[];
    for (const event of ours) {
      const [remembered] = eventsOf([event], TableMappingRemembered);
      if (!remembered) {
        await tx
          .delete(tableMappings)
          .where(and(eq(tableMappings.tenantId, event.tenantId), eq(tableMappings.id, event.stream.id)));
        continue;
      }
      const row = {
        tenantId: remembered.tenantId,
        id: remembered.stream.id,
        ...remembered.data,
        userId: remembered.metadata.userId,
        version: remembered.streamVersion,
        createdAt: remembered.recordedAt,
        updatedAt: remembered.recordedAt,
      };
      await insertRows(
        tx,
        tableMappings,
        [row],
        `ON CONFLICT (tenant_id, id) DO UPDATE SET mapping = excluded.mapping, user_id = excluded.user_id,
           version = excluded.version, updated_at = excluded.updated_at`,
      );
    }
  },
};
