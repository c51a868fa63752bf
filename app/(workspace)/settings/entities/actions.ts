'use server';

import type { z } from 'zod';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { addEntity } from '#domains/identity/workspace/add-entity.ts';
import { changeWorkspace } from '#domains/identity/workspace/change-workspace.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { revalidatePath } from '#next/cache';

export async function add(input: z.input<typeof addEntity.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, addEntity, input);
    revalidatePath('/', 'layout');
  });
}

export async function change(input: z.input<typeof changeWorkspace.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, changeWorkspace, input);
    revalidatePath('/', 'layout');
  });
}
