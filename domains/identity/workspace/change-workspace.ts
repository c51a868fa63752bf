import { z } from 'zod';
import { isTimeZone } from '#lib/clock.ts';
import { isCurrency } from '#lib/currency.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { change, evolve, type WorkspaceState } from './decide.ts';

export const changeWorkspace = defineCommand({
  type: 'changeWorkspace',
  input: z.object({
    name: z.string().trim().min(1, 'Give the company a name.').max(200),
    defaultCurrency: z.string().refine(isCurrency, 'Choose an ISO 4217 currency, such as EUR.'),
    timeZone: z.string().refine(isTimeZone, 'Choose an IANA time zone, such as Europe/Berlin.'),
    defaultPaymentTermsDays: z.int('Give whole days.').min(0).max(365),
  }),
  describe: ({ name, timeZone }) => `Change the company to ${name}, ${timeZone}`,
  async handle({ scope, tx, input }) {
    const loaded = await loadStream(tx, { type: 'workspace', id: scope.tenantId });
    const events = change(loaded.events.reduce<WorkspaceState>(evolve, null), input);
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
