import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { changeRole as decide, evolve, nobody } from './decide.ts';
import { personRole } from './events.ts';
import { assertSomebodyGoverns } from './queries.ts';

export const changeRole = defineCommand({
  type: 'changeRole',
  input: z.object({ userId: z.uuid(), role: personRole }),
  stepUp: 'session',
  describe: ({ role }) => `Change a person's role to ${role}`,
  async handle({ scope, tx, input }) {
    const loaded = await loadStream(tx, { type: 'user', id: input.userId });
    const by = { role: scope.role, isSelf: input.userId === scope.userId };
    const events = decide(loaded.events.reduce(evolve, nobody), input.role, by);
    return {
      result: null,
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
      also: assertSomebodyGoverns,
    };
  },
});
