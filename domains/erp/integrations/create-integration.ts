import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { integrations } from '#db/schema/platform.ts';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { create } from './decide.ts';
import { integrationSource } from './events.ts';
import { pathIdOf } from './path-id.ts';
import { keepSigningSecret, newSigningSecret } from './signing-secrets.ts';

/** Sets a sender up. The signing secret in the result is shown once and kept only sealed. */
export const createIntegration = defineCommand({
  type: 'createIntegration',
  input: z.object({
    name: z.string().trim().min(1, 'Give the integration a name.').max(100),
    source: integrationSource,
  }),
  stepUp: 'session',
  describe: ({ name, source }) => `Let ${name} (${source}) send documents`,
  async handle({ scope, tx, input, now, newId }) {
    const { tenantId } = scope;
    const taken = await tx
      .select({ id: integrations.id })
      .from(integrations)
      .where(and(eq(integrations.tenantId, tenantId), eq(integrations.name, input.name)));
    if (taken.length > 0) throw nameTaken(input.name);
    const integrationId = newId();
    const secretId = newId();
    const secret = newSigningSecret();
    const events = create('none', { ...input, scopes: ['invoices'] }, { secretId, previousRetiresAt: now });
    const kept = { id: secretId, integrationId, bytes: secret.bytes, now, othersRetireAt: now };
    return {
      result: { integrationId, pathId: pathIdOf(tenantId, integrationId), secret: secret.text },
      streams: [{ stream: { type: 'integration', id: integrationId }, expectedVersion: 0, events }],
      also: (committing) => keepSigningSecret(committing, kept),
    };
  },
});

function nameTaken(name: string): NexusError {
  const message = `Another integration is called ${name}.`;
  return new NexusError('conflict', message, { problems: [{ pointer: '/name', code: 'taken', message }] });
}
