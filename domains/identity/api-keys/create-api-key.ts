import { z } from 'zod';
import { addSeconds } from '#lib/clock.ts';
import { defineCommand } from '../../command.ts';
import type { CommandType, QueryName } from '../permissions.ts';
import { issueToken } from '../tokens.ts';
import { create } from './decide.ts';
import { apiKeyRole } from './events.ts';

/** What every API key begins with, so that scanners of source code recognise a leaked one. */
export const API_KEY_PREFIX = 'nexus_';

/** What a key can be made for. */
export const API_KEY_SCOPES = [
  'uploadStatement',
  'viewOverview',
  'viewDocuments',
  'viewStatements',
  'viewReconciliation',
  'viewPartners',
] as const satisfies readonly (CommandType | QueryName)[];

/** A key is good for so long at most. */
export const MAX_LIFE_DAYS = 730;
const DAY_S = 24 * 60 * 60;

/** Makes a key for scripts. The key in the result is shown once; only a hash of its random part is kept. */
export const createApiKey = defineCommand({
  type: 'createApiKey',
  input: z.object({
    name: z.string().trim().min(1, 'Give the key a name.').max(100),
    role: apiKeyRole.default('analyst'),
    scopes: z.array(z.enum(API_KEY_SCOPES)).min(1, 'Choose what the key is for.').max(API_KEY_SCOPES.length),
    life_days: z.int().min(1).max(MAX_LIFE_DAYS).default(90),
  }),
  stepUp: 'session',
  describe: ({ name, scopes, life_days }) =>
    `Make the API key ${name} for ${scopes.join(', ')}, good for ${life_days} days`,
  async handle({ scope, input, now, newId }) {
    const apiKeyId = newId();
    const { token, tokenHash } = issueToken(scope.tenantId, apiKeyId);
    const { name, role, scopes } = input;
    const expiresAt = addSeconds(now, input.life_days * DAY_S);
    const events = create('none', { name, role, scopes, tokenHash, expiresAt });
    return {
      result: { apiKeyId, key: API_KEY_PREFIX + token, expiresAt },
      streams: [{ stream: { type: 'api-key', id: apiKeyId }, expectedVersion: 0, events }],
    };
  },
});
