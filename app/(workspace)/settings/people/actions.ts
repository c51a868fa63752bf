'use server';

import type { z } from 'zod';
import { inviteUser } from '#domains/identity/invitations/invite-user.ts';
import { revokeInvitation } from '#domains/identity/invitations/revoke-invitation.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { changeRole } from '#domains/identity/users/change-role.ts';
import { reactivateUser } from '#domains/identity/users/reactivate-user.ts';
import { suspendUser } from '#domains/identity/users/suspend-user.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { revalidatePath } from '#next/cache';

const PATH = '/settings/people';

/** Invites somebody; the link is in the answer and nowhere else. */
export async function invite(input: z.input<typeof inviteUser.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const { token } = await run(scope, inviteUser, input);
    revalidatePath(PATH);
    return { url: `${config().url}/invite/${token}`, name: input.name };
  });
}

export async function change(input: z.input<typeof changeRole.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, changeRole, input);
    revalidatePath(PATH);
  });
}

export async function uninvite(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const invitationId = String(form.get('invitationId'));
  return refusalOf(() => run(scope, revokeInvitation, { invitationId }));
}

export async function suspend(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  return refusalOf(() => run(scope, suspendUser, { userId: String(form.get('userId')) }));
}

export async function reactivate(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  return refusalOf(() => run(scope, reactivateUser, { userId: String(form.get('userId')) }));
}

async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  const outcome = await outcomeOf(work);
  revalidatePath(PATH);
  return outcome.ok ? undefined : outcome.message;
}
