'use server';

import type { z } from 'zod';
import { createApiKey } from '#domains/identity/api-keys/create-api-key.ts';
import { revokeApiKey } from '#domains/identity/api-keys/revoke-api-key.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { revalidatePath } from '#next/cache';

const PATH = '/settings/api-keys';

/** Makes a key; it is in the answer and nowhere else. */
export async function create(input: z.input<typeof createApiKey.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const { key } = await run(scope, createApiKey, input);
    revalidatePath(PATH);
    return { key, name: input.name };
  });
}

export async function revoke(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const apiKeyId = String(form.get('apiKeyId'));
  const outcome = await outcomeOf(() => run(scope, revokeApiKey, { apiKeyId }));
  revalidatePath(PATH);
  return outcome.ok ? undefined : outcome.message;
}
