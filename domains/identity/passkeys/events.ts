import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

const name = z.string().min(1).max(100);

/** A person got a passkey. Its stream is `user/<id>`; its name is theirs, and sealed. */
export const PasskeyAdded = defineEvent({
  type: 'PasskeyAdded',
  personal: ['name'],
  schema: z.object({
    passkeyId: z.uuid(),
    credentialId: z.string().max(1_400),
    /** COSE public key, base64url. */
    coseKey: z.string().max(10_000),
    counter: z.int().nonnegative(),
    transports: z.array(z.string().max(50)).max(20),
    deviceType: z.enum(['singleDevice', 'multiDevice']),
    backedUp: z.boolean(),
    relyingPartyId: z.string().max(255),
    name,
  }),
});

export const PasskeyRenamed = defineEvent({
  type: 'PasskeyRenamed',
  personal: ['name'],
  schema: z.object({ passkeyId: z.uuid(), name }),
});

export const PasskeyRemoved = defineEvent({
  type: 'PasskeyRemoved',
  schema: z.object({ passkeyId: z.uuid() }),
});

export const passkeyEvents = [PasskeyAdded, PasskeyRenamed, PasskeyRemoved];
