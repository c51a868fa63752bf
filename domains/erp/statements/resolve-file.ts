import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { decideDismiss, decideResolve } from './decide.ts';
import { loadFile, streamOf } from './load-file.ts';

/** Says what was unclear about a file, or simply has it read again. */
export const resolveFile = defineCommand({
  type: 'resolveFile',
  input: z.object({
    statementFileId: z.uuid(),
    /** What a person chose for a CSV file, as its reader takes it; null to read it again as it is. */
    mapping: z.record(z.string(), z.unknown()).nullable().default(null),
  }),
  describe: () => 'Read a waiting file again',
  async handle({ scope, tx, input }) {
    const state = await loadFile(tx, input.statementFileId);
    return {
      result: undefined,
      streams: [
        {
          stream: streamOf(input.statementFileId),
          expectedVersion: state.version,
          events: decideResolve(state, input.mapping),
        },
      ],
      jobs: [
        {
          queue: 'parse-statement-file' as const,
          tenantId: scope.tenantId,
          statementFileId: input.statementFileId,
        },
      ],
    };
  },
});

/** Puts a waiting file aside; its bytes stay. */
export const dismissFile = defineCommand({
  type: 'dismissFile',
  input: z.object({
    statementFileId: z.uuid(),
    reason: z.string().trim().min(1, 'Say why the file is not needed.').max(500),
  }),
  describe: (input) => `Put a file aside: ${input.reason}`,
  async handle({ tx, input }) {
    const state = await loadFile(tx, input.statementFileId);
    return {
      result: undefined,
      streams: [
        {
          stream: streamOf(input.statementFileId),
          expectedVersion: state.version,
          events: decideDismiss(state, input.reason),
        },
      ],
    };
  },
});
