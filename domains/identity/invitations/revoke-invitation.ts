import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { evolve, noInvitation, revoke } from './decide.ts';

export const revokeInvitation = defineCommand({
  type: 'revokeInvitation',
  input: z.object({ invitationId: z.uuid() }),
  describe: () => 'Revoke an invitation',
  async handle({ tx, input }) {
    const loaded = await loadStream(tx, { type: 'invitation', id: input.invitationId });
    const events = revoke(loaded.events.reduce(evolve, noInvitation));
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
