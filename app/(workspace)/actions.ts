'use server';

import { keepChosenEntity } from '#app/workspace-view.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { revalidatePath } from '#next/cache';

/** Narrows the workspace to one entity, or widens it to the whole group. */
export async function chooseEntity(code: string | null): Promise<void> {
  await requireSession();
  await keepChosenEntity(typeof code === 'string' ? code.slice(0, 20) : null);
  revalidatePath('/', 'layout');
}
