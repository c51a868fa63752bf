'use server';

import { revalidatePath } from '#next/cache';
import { keepChosenEntity } from '#app/workspace-view.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';

/** Narrows the workspace to one entity, or widens it to the whole group. */
export async function chooseEntity(code: string | null): Promise<void> {
  await requireSession();
  await keepChosenEntity(typeof code === 'string' ? code.slice(0, 20) : null);
  revalidatePath('/', 'layout');
}
