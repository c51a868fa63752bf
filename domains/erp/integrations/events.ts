import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** The systems that documents come from. */
export const integrationSource = z.enum([
  'sap',
  'oracle',
  'netsuite',
  'businesscentral',
  'generic',
  'einvoice',
]);

/** A sender was set up. Its stream is `integration/<id>`. */
export const IntegrationCreated = defineEvent({
  type: 'IntegrationCreated',
  schema: z.object({
    name: z.string().min(1).max(100),
    source: integrationSource,
    scopes: z.array(z.string().max(50)).max(20),
  }),
});

/** The sender got a secret to sign with. The secret itself is never in the record. */
export const SigningSecretIssued = defineEvent({
  type: 'SigningSecretIssued',
  schema: z.object({
    secretId: z.uuid(),
    /** Until when the secret before it counts as well. */
    previousRetiresAt: z.iso.datetime(),
  }),
});

export const IntegrationPaused = defineEvent({ type: 'IntegrationPaused', schema: z.object({}) });

export const IntegrationResumed = defineEvent({ type: 'IntegrationResumed', schema: z.object({}) });

export const integrationEvents = [
  IntegrationCreated,
  SigningSecretIssued,
  IntegrationPaused,
  IntegrationResumed,
];
