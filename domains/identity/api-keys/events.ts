import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** What a key reads and uploads with; keys neither match money nor look after anything. */
export const apiKeyRole = z.enum(['analyst', 'auditor']);

/** A script got a key. Its stream is `api-key/<id>`. */
export const ApiKeyCreated = defineEvent({
  type: 'ApiKeyCreated',
  schema: z.object({
    name: z.string().min(1).max(100),
    role: apiKeyRole,
    /** The commands and queries that it is made for. */
    scopes: z.array(z.string().max(100)).min(1).max(50),
    /** SHA-256 of the secret part of the key. */
    tokenHash: z.hex().length(64),
    expiresAt: z.iso.datetime(),
  }),
});

export const ApiKeyRevoked = defineEvent({ type: 'ApiKeyRevoked', schema: z.object({}) });

export const apiKeyEvents = [ApiKeyCreated, ApiKeyRevoked];
