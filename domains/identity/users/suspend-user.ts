import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { liveSessionsOf } from '../sessions/queries.ts';
import { revocations } from '../sessions/revoke-session.ts';
import { evolve, nobody, suspend } from './decide.ts';
import { assertSomebodyGoverns } from './queries.ts';

/** Keeps a person out from now on, and ends their sessions. */
export const suspendUser = defineCommand({
  type: 'suspendUser',
  input: z.object({ userId: z.uuid() }),
  describe: () => 'Suspend a person',
  async handle({ scope, tx, input, now }) {
    const loaded = await loadStream(tx, { type: 'user', id: input.userId });
    const by = { role: scope.role, isSelf: input.userId === scope.userId };
    const events = suspend(loaded.events.reduce(evolve, nobody), by);
    const open = await liveSessionsOf(tx, input.userId, now);
    return {
      result: null,
      streams: [
        { stream: loaded.stream, expectedVersion: loaded.version, events },
        ...(await revocations(tx, open, 'suspended')),
      ],
      also: assertSomebodyGoverns,
    };
  },
});
