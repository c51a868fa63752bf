import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** A person said how tables with this header are read, and that the next ones are read so. The stream is `table-mapping/<id>`. */
export const TableMappingRemembered = defineEvent({
  type: 'TableMappingRemembered',
  schema: z.object({
    header: z.array(z.string().max(200)).min(1).max(512),
    headerHash: z.string().length(64),
    /** The account that such tables are of; null where one may hold several. */
    bankAccountId: z.uuid().nullable(),
    mapping: z.record(z.string(), z.unknown()),
  }),
});

/** The next table with this header is looked at again. */
export const TableMappingForgotten = defineEvent({ type: 'TableMappingForgotten', schema: z.object({}) });

export const tableMappingEvents = [TableMappingRemembered, TableMappingForgotten];
