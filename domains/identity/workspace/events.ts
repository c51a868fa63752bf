import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';
import { isCurrency } from '#lib/currency.ts';

const currency = z.string().refine(isCurrency, 'is not an ISO 4217 currency');

/** A company began to use Nexus. Its stream is `workspace/<tenant>`. */
export const WorkspaceCreated = defineEvent({
  type: 'WorkspaceCreated',
  schema: z.object({
    name: z.string().min(1).max(200),
    slug: z.string().min(1).max(80),
    region: z.string().length(2).nullable(),
    defaultCurrency: currency,
    timeZone: z.string().min(1).max(100),
    defaultPaymentTermsDays: z.int().min(0).max(365),
    /** Whether its data are made up, to try Nexus with. */
    isSample: z.boolean(),
    systemUserId: z.uuid(),
  }),
});

export const WorkspaceChanged = defineEvent({
  type: 'WorkspaceChanged',
  schema: z.object({
    name: z.string().min(1).max(200),
    defaultCurrency: currency,
    timeZone: z.string().min(1).max(100),
    defaultPaymentTermsDays: z.int().min(0).max(365),
  }),
});

/** A company of the group. Its stream is `entity/<id>`. */
export const EntityAdded = defineEvent({
  type: 'EntityAdded',
  schema: z.object({
    code: z.string().min(1).max(20),
    name: z.string().min(1).max(200),
    country: z.string().length(2).nullable(),
    vatIds: z.array(z.string().max(30)).max(20),
    baseCurrency: currency,
  }),
});

export const workspaceEvents = [WorkspaceCreated, WorkspaceChanged, EntityAdded];
