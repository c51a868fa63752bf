import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { evolve, noPasskeys, rename } from './decide.ts';
import { passkeyName } from './input.ts';

export const renamePasskey = defineCommand({
  type: 'renamePasskey',
  input: z.object({ passkeyId: z.uuid(), name: passkeyName }),
  describe: ({ name }) => `Name a passkey ${name}`,
  async handle({ scope, tx, input }) {
    const loaded = await loadStream(tx, { type: 'user', id: scope.userId });
    const events = rename(loaded.events.reduce(evolve, noPasskeys), input.passkeyId, input.name);
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
