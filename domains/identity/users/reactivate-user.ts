import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { evolve, nobody, reactivate } from './decide.ts';

export const reactivateUser = defineCommand({
  type: 'reactivateUser',
  input: z.object({ userId: z.uuid() }),
  describe: () => 'Let a suspended person in again',
  async handle({ scope, tx, input }) {
    const loaded = await loadStream(tx, { type: 'user', id: input.userId });
    const by = { role: scope.role, isSelf: input.userId === scope.userId };
    const events = reactivate(loaded.events.reduce(evolve, nobody), by);
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
