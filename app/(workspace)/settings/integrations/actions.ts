'use server';

import type { z } from 'zod';
import { createIntegration } from '#domains/erp/integrations/create-integration.ts';
import { pauseIntegration } from '#domains/erp/integrations/pause-integration.ts';
import { resumeIntegration } from '#domains/erp/integrations/resume-integration.ts';
import { rotateSigningSecret } from '#domains/erp/integrations/rotate-signing-secret.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { revalidatePath } from '#next/cache';

const PATH = '/settings/integrations';

/** Sets a sender up; the secret is in the answer and nowhere else. */
export async function create(input: z.input<typeof createIntegration.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const { pathId, secret } = await run(scope, createIntegration, input);
    revalidatePath(PATH);
    return { webhook: `${config().url}/api/erp/${pathId}/invoices`, secret, name: input.name };
  });
}

/** Makes a new secret; it is in the answer and nowhere else. */
export async function rotate(input: z.input<typeof rotateSigningSecret.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const { secret } = await run(scope, rotateSigningSecret, input);
    revalidatePath(PATH);
    return { secret };
  });
}

export async function pause(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const integrationId = String(form.get('integrationId'));
  const outcome = await outcomeOf(() => run(scope, pauseIntegration, { integrationId }));
  revalidatePath(PATH);
  return outcome.ok ? undefined : outcome.message;
}

export async function resume(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const integrationId = String(form.get('integrationId'));
  const outcome = await outcomeOf(() => run(scope, resumeIntegration, { integrationId }));
  revalidatePath(PATH);
  return outcome.ok ? undefined : outcome.message;
}
