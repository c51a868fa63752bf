import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '#db/schema/identity.ts';
import { tenants } from '#db/schema/platform.ts';
import { defineCommand } from '../../command.ts';
import { assertionRefused, verifyAssertion } from '../webauthn/assertion.ts';
import { assertionResponse } from '../webauthn/input.ts';
import { startedSession } from './start-session.ts';

/** Begins a session for whoever the assertion proves to be. `challenge` was consumed for this very attempt, in base64url. */
export const signIn = defineCommand({
  type: 'signIn',
  input: z.object({ userId: z.uuid(), challenge: z.string(), response: assertionResponse }),
  describe: () => 'Sign in',
  async handle({ scope, tx, input, now, newId }) {
    const { tenantId } = scope;
    const [person] = await tx
      .select({ status: users.status, tenantStatus: tenants.status })
      .from(users)
      .innerJoin(tenants, eq(tenants.id, users.tenantId))
      .where(and(eq(users.tenantId, tenantId), eq(users.id, input.userId)));
    const proof = await verifyAssertion(tx, input.userId, input.challenge, input.response);
    if (person?.status !== 'active' || person.tenantStatus !== 'active') {
      throw assertionRefused('The person or the company is suspended.');
    }
    const { token, append } = startedSession(tenantId, newId(), proof, now);
    return { result: { token }, streams: [append] };
  },
});
