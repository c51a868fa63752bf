import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { decideStep, type ImportStep } from './decide.ts';
import { loadFile, streamOf } from './load-file.ts';

/** One step of taking in a file, as the worker found it out. A step that is known already changes nothing. */
export const importStatements = defineCommand({
  type: 'importStatements',
  input: z.object({ statementFileId: z.uuid(), step: z.custom<ImportStep>() }),
  describe: () => 'Take in the statements of a file',
  async handle({ scope, tx, input }) {
    const state = await loadFile(tx, input.statementFileId);
    const events = decideStep(state, input.step);
    const finished = input.step.kind === 'finish' && events.length > 0;
    return {
      result: { applied: events.length > 0 },
      streams:
        events.length > 0
          ? [{ stream: streamOf(input.statementFileId), expectedVersion: state.version, events }]
          : [],
      jobs: finished ? [{ queue: 'match' as const, tenantId: scope.tenantId }] : [],
    };
  },
});
