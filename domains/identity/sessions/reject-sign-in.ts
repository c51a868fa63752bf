import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '#db/schema/identity.ts';
import { defineCommand } from '../../command.ts';
import { SignInRejected } from './events.ts';

/** Puts on record that somebody was refused who tried to sign in as a person of this company. Nothing, when there is no such person. */
export const rejectSignIn = defineCommand({
  type: 'rejectSignIn',
  input: z.object({ userId: z.uuid(), reason: z.string().max(500) }),
  describe: () => 'Refuse a sign-in',
  async handle({ scope, tx, input, newId }) {
    const found = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.tenantId, scope.tenantId), eq(users.id, input.userId)));
    if (found.length === 0) return { result: null };
    const events = [{ type: SignInRejected.type, data: input }];
    return {
      result: null,
      streams: [{ stream: { type: 'refusal', id: newId() }, expectedVersion: 0, events }],
    };
  },
});
