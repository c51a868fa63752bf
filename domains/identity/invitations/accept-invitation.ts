import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { newPasskey } from '../passkeys/input.ts';
import { newcomer } from '../users/newcomer.ts';
import { accept, evolve, noInvitation } from './decide.ts';

/** Registers the invited person with their first passkey and signs them in. The scope's user is the invitee. */
export const acceptInvitation = defineCommand({
  type: 'acceptInvitation',
  input: z.object({ invitationId: z.uuid(), passkey: newPasskey }),
  describe: () => 'Accept an invitation',
  async handle({ scope, tx, input, now, newId }) {
    const loaded = await loadStream(tx, { type: 'invitation', id: input.invitationId });
    const { invitee, events } = accept(loaded.events.reduce(evolve, noInvitation), now);
    if (invitee.userId !== scope.userId) {
      throw new NexusError('unauthenticated', 'The passkey was made for somebody else.');
    }
    const { token, streams } = newcomer(scope.tenantId, invitee, input.passkey, now, newId);
    return {
      result: { token },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }, ...streams],
    };
  },
});
