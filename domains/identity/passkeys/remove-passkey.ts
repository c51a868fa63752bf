import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { liveSessionsBegunWith } from '../sessions/queries.ts';
import { revocations } from '../sessions/revoke-session.ts';
import { evolve, noPasskeys, remove } from './decide.ts';

/** Takes one of one's own passkeys out of use, and ends the other sessions that were begun with it. */
export const removePasskey = defineCommand({
  type: 'removePasskey',
  input: z.object({ passkeyId: z.uuid() }),
  stepUp: 'session',
  describe: () => 'Remove a passkey',
  async handle({ scope, tx, input, now }) {
    const loaded = await loadStream(tx, { type: 'user', id: scope.userId });
    const events = remove(loaded.events.reduce(evolve, noPasskeys), input.passkeyId);
    const begun = await liveSessionsBegunWith(tx, input.passkeyId, now);
    const others = begun.filter((id) => id !== scope.sessionId);
    return {
      result: null,
      streams: [
        { stream: loaded.stream, expectedVersion: loaded.version, events },
        ...(await revocations(tx, others, 'passkeyRemoved')),
      ],
    };
  },
});
