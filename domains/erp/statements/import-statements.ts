import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { settleAnnouncements } from './announcements/settle.ts';
import { decideSteps, type ImportStep } from './decide.ts';
import { StatementsImported } from './events.ts';
import { loadFile, streamOf } from './load-file.ts';

const MAX_STEPS = 500;

/** Steps of taking in a file, as the worker found them out. What is known already changes nothing. */
export const importStatements = defineCommand({
  type: 'importStatements',
  input: z.object({ statementFileId: z.uuid(), steps: z.array(z.custom<ImportStep>()).max(MAX_STEPS) }),
  describe: () => 'Take in the statements of a file',
  async handle({ scope, tx, input }) {
    const state = await loadFile(tx, input.statementFileId);
    const finishes = state.status === 'parsed' && input.steps.some((step) => step.kind === 'finish');
    const settled = finishes ? await settleAnnouncements(tx, input.statementFileId) : [];
    const events = decideSteps(state, input.steps, settled);
    const finished = events.some((event) => event.type === StatementsImported.type);
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
