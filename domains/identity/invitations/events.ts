import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';
import { personRole } from '../users/events.ts';

/** Somebody was invited. Its stream is `invitation/<id>`; the person's later id, and so their key, exists from now on. */
export const InvitationIssued = defineEvent({
  type: 'InvitationIssued',
  personal: ['name', 'email'],
  subject: (data) => data.inviteeId,
  schema: z.object({
    inviteeId: z.uuid(),
    name: z.string().min(1).max(200),
    email: z.string().min(1).max(320),
    role: personRole,
    /** SHA-256 of the secret part of the invitation's token. */
    tokenHash: z.hex().length(64),
    expiresAt: z.iso.datetime(),
  }),
});

export const InvitationAccepted = defineEvent({
  type: 'InvitationAccepted',
  schema: z.object({ userId: z.uuid() }),
});

export const InvitationRevoked = defineEvent({ type: 'InvitationRevoked', schema: z.object({}) });

export const invitationEvents = [InvitationIssued, InvitationAccepted, InvitationRevoked];
