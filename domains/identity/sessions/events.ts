import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

const instant = z.iso.datetime();
const counter = z.int().nonnegative();

/** Somebody signed in. Its stream is `session/<id>`; address and browser are in the metadata. */
export const SessionStarted = defineEvent({
  type: 'SessionStarted',
  schema: z.object({
    userId: z.uuid(),
    passkeyId: z.uuid(),
    /** The passkey's signature counter after the assertion. */
    counter,
    backedUp: z.boolean(),
    /** SHA-256 of the secret part of the session's token. */
    tokenHash: z.hex().length(64),
    expiresAt: instant,
  }),
});

export const SessionRevoked = defineEvent({
  type: 'SessionRevoked',
  schema: z.object({
    reason: z.enum(['signedOut', 'revoked', 'suspended', 'passkeyRemoved', 'recovered']),
  }),
});

/** A fresh assertion, kept whole so that its signature can be checked again years later. Binary parts are base64url. */
export const StepUpAuthorized = defineEvent({
  type: 'StepUpAuthorized',
  schema: z.object({
    approvalId: z.uuid(),
    userId: z.uuid(),
    passkeyId: z.uuid(),
    counter,
    backedUp: z.boolean(),
    until: instant,
    clientData: z.string().max(10_000),
    authenticatorData: z.string().max(10_000),
    signature: z.string().max(10_000),
    coseKey: z.string().max(10_000),
    displayedText: z.string().max(2_000).nullable(),
    command: z.string().max(20_000).nullable(),
  }),
});

export const StepUpRejected = defineEvent({
  type: 'StepUpRejected',
  schema: z.object({ reason: z.string().max(500) }),
});

/** Somebody tried to sign in as a person who exists and was refused. Each has a stream of its own, `refusal/<id>`. */
export const SignInRejected = defineEvent({
  type: 'SignInRejected',
  schema: z.object({ userId: z.uuid(), reason: z.string().max(500) }),
});

export const sessionEvents = [
  SessionStarted,
  SessionRevoked,
  StepUpAuthorized,
  StepUpRejected,
  SignInRejected,
];
