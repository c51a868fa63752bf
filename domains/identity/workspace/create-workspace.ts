import { z } from 'zod';
import { isTimeZone } from '#lib/clock.ts';
import { isCurrency } from '#lib/currency.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { EntityAdded, WorkspaceCreated } from './events.ts';

/** The user who stands behind what no person did. It cannot sign in. */
export const systemUserId = (tenantId: Id): Id => derivedId(tenantId, 'system-user');

/** The stream id, and the row id, of an entity: its code says which it is. */
export const entityId = (tenantId: Id, code: string): Id => derivedId(tenantId, 'entity', code);

const DEFAULT_PAYMENT_TERMS_DAYS = 30;

const currency = z.string().refine(isCurrency, 'Choose an ISO 4217 currency, such as EUR.');

export const entityInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{1,20}$/, 'Up to 20 letters, digits, points and dashes.'),
  name: z.string().trim().min(1, 'Give the entity a name.').max(200),
  country: z.string().length(2, 'Two letters, such as DE.').nullable().default(null),
  vatIds: z.array(z.string().max(30)).max(20).default([]),
  baseCurrency: currency,
});

/** Begins a company: the scope's tenant is new. */
export const createWorkspace = defineCommand({
  type: 'createWorkspace',
  input: z.object({
    name: z.string().trim().min(1, 'Give the company a name.').max(200),
    region: z.string().length(2).nullable().default(null),
    defaultCurrency: currency,
    timeZone: z.string().refine(isTimeZone, 'Choose an IANA time zone, such as Europe/Berlin.'),
    isSample: z.boolean().default(false),
    entities: z
      .array(entityInput)
      .max(200)
      .refine(
        (all) => new Set(all.map(({ code }) => code)).size === all.length,
        'Two entities have one code.',
      )
      .default([]),
  }),
  describe: (input) => `Create the workspace ${input.name}`,
  async handle({ scope, input }) {
    const { tenantId } = scope;
    const { entities, ...company } = input;
    const created = {
      ...company,
      slug: slugOf(input.name, tenantId),
      defaultPaymentTermsDays: DEFAULT_PAYMENT_TERMS_DAYS,
      systemUserId: systemUserId(tenantId),
    };
    return {
      result: { tenantId },
      streams: [
        {
          stream: { type: 'workspace', id: tenantId },
          expectedVersion: 0,
          events: [{ type: WorkspaceCreated.type, data: created }],
        },
        ...entities.map((entity) => ({
          stream: { type: 'entity', id: entityId(tenantId, entity.code) },
          expectedVersion: 0,
          events: [{ type: EntityAdded.type, data: entity }],
        })),
      ],
    };
  },
});

/** Readable, and unique by the tail of the tenant's id. */
function slugOf(name: string, tenantId: Id): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words || 'company'}-${tenantId.slice(-6)}`;
}
