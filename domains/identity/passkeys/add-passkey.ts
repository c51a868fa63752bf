import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { add, evolve, noPasskeys } from './decide.ts';
import { newPasskey } from './input.ts';

/** Gives the person who is signed in one more passkey, which a registration ceremony has just verified. */
export const addPasskey = defineCommand({
  type: 'addPasskey',
  input: z.object({ passkey: newPasskey }),
  stepUp: 'session',
  describe: ({ passkey }) => `Add the passkey ${passkey.name}`,
  async handle({ scope, tx, input, newId }) {
    const loaded = await loadStream(tx, { type: 'user', id: scope.userId });
    const passkeyId = newId();
    const events = add(loaded.events.reduce(evolve, noPasskeys), { passkeyId, ...input.passkey });
    return {
      result: { passkeyId },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
    };
  },
});
