'use server';

import { beginAddPasskey, finishAddPasskey } from '#domains/identity/passkeys/add-passkey-ceremony.ts';
import { removePasskey } from '#domains/identity/passkeys/remove-passkey.ts';
import { renamePasskey } from '#domains/identity/passkeys/rename-passkey.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { ownProfile } from '#domains/identity/users/queries.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { read, run } from '#domains/run.ts';
import { revalidatePath } from '#next/cache';

const PATH = '/settings/passkeys';

/** Begins to make one more passkey. */
export async function begin() {
  const scope = await requireSession();
  return outcomeOf(async () => beginAddPasskey(scope, await read(scope, 'viewProfile', ownProfile)));
}

/** Adds the passkey that was just made. */
export async function finish(name: string, answer: RegistrationAnswer) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await finishAddPasskey(scope, answer, name);
    revalidatePath(PATH);
  });
}

export async function rename(input: { passkeyId: string; name: string }) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, renamePasskey, input);
    revalidatePath(PATH);
  });
}

export async function remove(form: FormData) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, removePasskey, { passkeyId: String(form.get('passkeyId')) });
    revalidatePath(PATH);
  });
}
