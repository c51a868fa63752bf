import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { entityId, entityInput } from './create-workspace.ts';
import { addEntity as decide } from './decide.ts';

export const addEntity = defineCommand({
  type: 'addEntity',
  input: entityInput,
  describe: ({ code, name }) => `Add the entity ${code}, ${name}`,
  async handle({ scope, tx, input }) {
    const loaded = await loadStream(tx, { type: 'entity', id: entityId(scope.tenantId, input.code) });
    const events = decide(loaded.version > 0, input);
    return {
      result: { entityId: loaded.stream.id },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
    };
  },
});
