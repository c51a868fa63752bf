import { z } from 'zod';
import { addSeconds } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { requireStepUp } from '../../run.ts';
import { issueToken } from '../tokens.ts';
import { mustOutrankOwner } from '../users/decide.ts';
import { personRole } from '../users/events.ts';
import { emailAddress, personName } from '../users/input.ts';
import { findByEmail } from '../users/queries.ts';
import { INVITATION_LIFE_S } from './decide.ts';
import { InvitationIssued } from './events.ts';
import { isInvited } from './queries.ts';

/** Roles that one may give without a fresh passkey: otherwise a stolen session could invite its thief to what changing roles keeps from them. */
const HARMLESS: readonly string[] = ['analyst', 'auditor'] satisfies z.infer<typeof personRole>[];

/** Invites a person. The token in the result is shown once; whoever invites hands the link over. */
export const inviteUser = defineCommand({
  type: 'inviteUser',
  input: z.object({ name: personName, email: emailAddress, role: personRole }),
  describe: ({ name, role }) => `Invite ${name} as ${role}`,
  async handle({ scope, tx, input, now, newId }) {
    if (input.role === 'owner') mustOutrankOwner(scope);
    if (!HARMLESS.includes(input.role)) requireStepUp(scope, now);
    if (await findByEmail(tx, input.email)) throw taken('belongs to somebody here already');
    if (await isInvited(tx, input.email, now))
      throw taken('is invited already; revoke that invitation first');
    const invitationId = newId();
    const { token, tokenHash } = issueToken(scope.tenantId, invitationId);
    const expiresAt = addSeconds(now, INVITATION_LIFE_S);
    const data = { inviteeId: newId(), ...input, tokenHash, expiresAt };
    return {
      result: { invitationId, token, expiresAt },
      streams: [
        {
          stream: { type: 'invitation', id: invitationId },
          expectedVersion: 0,
          events: [{ type: InvitationIssued.type, data }],
        },
      ],
    };
  },
});

function taken(why: string): NexusError {
  const message = `This address ${why}.`;
  return new NexusError('conflict', message, { problems: [{ pointer: '/email', code: 'taken', message }] });
}
