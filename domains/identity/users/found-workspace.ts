import { z } from 'zod';
import { isTimeZone } from '#lib/clock.ts';
import { isCurrency } from '#lib/currency.ts';
import { defineCommand } from '../../command.ts';
import { newPasskey } from '../passkeys/input.ts';
import { consumeSetupLink } from '../setup-links/setup-links.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { noteLoadProgress } from '../workspace/load-progress.ts';
import { emailAddress, personName } from './input.ts';
import { newcomer } from './newcomer.ts';
import { startSampleLoad } from './start-sample-load.ts';

/** What the first-run form asks for. */
export const founding = z.object({
  company: z.string().trim().min(1, 'Give the company a name.').max(200),
  currency: z.string().refine(isCurrency, 'Choose an ISO 4217 currency, such as EUR.'),
  timeZone: z.string().refine(isTimeZone, 'Choose an IANA time zone, such as Europe/Berlin.'),
  name: personName,
  email: emailAddress,
  /** Whether to begin with the sample company instead of an empty one. */
  sample: z.boolean(),
});

/** Begins a company with its first person, who owns it, and uses the setup link up: all or nothing. The scope's tenant and user are new. */
export const foundWorkspace = defineCommand({
  type: 'foundWorkspace',
  input: z.object({ ...founding.shape, passkey: newPasskey, setupLinkId: z.uuid() }),
  describe: (input) => `Found the workspace ${input.company} for ${input.name}`,
  async handle(context) {
    const { scope, input, now, newId } = context;
    const { tenantId } = scope;
    const entity = {
      code: entityCode(input.company),
      name: input.company,
      country: null,
      vatIds: [],
      baseCurrency: input.currency,
    };
    const company = await createWorkspace.handle({
      ...context,
      input: {
        name: input.company,
        region: null,
        defaultCurrency: input.currency,
        timeZone: input.timeZone,
        isSample: input.sample,
        entities: input.sample ? [] : [entity],
      },
    });
    const person = { userId: scope.userId, name: input.name, email: input.email, role: 'owner' as const };
    const { token, streams } = newcomer(tenantId, person, input.passkey, now, newId);
    return {
      result: { tenantId, token },
      streams: [...(company.streams ?? []), ...streams],
      jobs: input.sample ? [startSampleLoad(tenantId)] : [],
      also: async (tx) => {
        await consumeSetupLink(tx, input.setupLinkId, now);
        // The first page says that the sample company is on its way, also before the worker has begun.
        if (input.sample) await noteLoadProgress(tx, { phase: 'company', done: 0, total: 1 });
      },
    };
  },
});

/** The first entity's code, from the company's first word: "Halden Instruments Group" → "HALDEN", "三菱" → "MAIN". */
function entityCode(company: string): string {
  const [word = ''] = company.match(/[\p{L}\p{M}\p{N}]+/u) ?? [];
  const code = word
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 12);
  return code.length > 1 ? code : 'MAIN';
}
