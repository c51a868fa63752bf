import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** The roles that a person can have. */
export const personRole = z.enum(['owner', 'admin', 'treasurer', 'analyst', 'auditor']);

/** A person belongs to the company from now on. Its stream is `user/<id>`; name and e-mail are sealed with their own key. */
export const UserRegistered = defineEvent({
  type: 'UserRegistered',
  personal: ['name', 'email'],
  schema: z.object({
    name: z.string().min(1).max(200),
    email: z.string().min(1).max(320),
    role: personRole,
    /** Codes of the entities whose rows they may read; null for all. */
    entities: z.array(z.string().max(20)).max(200).nullable(),
  }),
});

export const RoleChanged = defineEvent({
  type: 'RoleChanged',
  schema: z.object({ role: personRole, previousRole: personRole }),
});

export const UserSuspended = defineEvent({ type: 'UserSuspended', schema: z.object({}) });

export const UserReactivated = defineEvent({ type: 'UserReactivated', schema: z.object({}) });

/** An operator made a one-time link for somebody who has lost every passkey. */
export const UserRecoveryStarted = defineEvent({
  type: 'UserRecoveryStarted',
  schema: z.object({ linkId: z.uuid(), expiresAt: z.iso.datetime() }),
});

export const userEvents = [UserRegistered, RoleChanged, UserSuspended, UserReactivated, UserRecoveryStarted];
