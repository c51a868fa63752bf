import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** Somebody who is signed in tried what their role does not permit. */
export const AccessRefused = defineEvent({
  type: 'AccessRefused',
  schema: z.object({ action: z.string().max(100), role: z.string().max(20) }),
});

/** Data left the house as a file. */
export const DataExported = defineEvent({
  type: 'DataExported',
  schema: z.object({
    list: z.string().max(100),
    filter: z.string().max(2_000),
    rowCount: z.int().nonnegative(),
  }),
});

export const auditEvents = [AccessRefused, DataExported];
