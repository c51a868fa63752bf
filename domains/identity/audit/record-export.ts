import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { DataExported } from './events.ts';

/** Puts on record that a list left the house as a file; run before its first byte goes out. */
export const recordExport = defineCommand({
  type: 'recordExport',
  input: z.object({
    /** The list's name: "statements". */
    list: z.string().min(1).max(100),
    /** Its filter, as the address says it. */
    filter: z.string().max(2_000),
    rowCount: z.int().nonnegative(),
  }),
  describe: (input) => `Export ${input.rowCount} rows of ${input.list}`,
  async handle({ input, newId }) {
    return {
      result: undefined,
      streams: [
        {
          stream: { type: 'export', id: newId() },
          expectedVersion: 0,
          events: [{ type: DataExported.type, data: input }],
        },
      ],
    };
  },
});
