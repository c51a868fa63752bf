import { z } from 'zod';

export const passkeyName = z.string().trim().min(1, 'Give the passkey a name.').max(100);

/** A passkey as its registration ceremony verified it, with the name that its owner gave it. */
export const newPasskey = z.object({
  credentialId: z.string().max(1_400),
  coseKey: z.string().max(10_000),
  counter: z.int().nonnegative(),
  transports: z.array(z.string().max(50)).max(20),
  deviceType: z.enum(['singleDevice', 'multiDevice']),
  backedUp: z.boolean(),
  relyingPartyId: z.string().max(255),
  name: passkeyName,
});
