import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

const account = z.object({ account: z.string().min(1).max(64), bic: z.string().max(11).nullable() });

/** A customer or supplier appeared for the first time. Its stream is `business-partner/<id>`. */
export const BusinessPartnerRegistered = defineEvent({
  type: 'BusinessPartnerRegistered',
  schema: z.object({
    name: z.string().min(1).max(300),
    isCustomer: z.boolean(),
    isSupplier: z.boolean(),
    country: z.string().length(2).nullable(),
    vatIds: z.array(z.string().max(30)).max(20),
    numbers: z.array(z.string().max(60)).max(50),
    aliases: z.array(z.string().max(300)).max(50),
    accounts: z.array(account).max(50),
  }),
});

/** More became known of a partner; each list holds only what is new. */
export const BusinessPartnerEnriched = defineEvent({
  type: 'BusinessPartnerEnriched',
  schema: z.object({
    isCustomer: z.boolean(),
    isSupplier: z.boolean(),
    country: z.string().length(2).nullable(),
    vatIds: z.array(z.string().max(30)).max(20),
    numbers: z.array(z.string().max(60)).max(50),
    aliases: z.array(z.string().max(300)).max(50),
    accounts: z.array(account).max(50),
  }),
});

export const partnerEvents = [BusinessPartnerRegistered, BusinessPartnerEnriched];
