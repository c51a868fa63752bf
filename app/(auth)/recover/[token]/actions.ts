'use server';

import { carrySession, requestFacts } from '#app/browser-session.ts';
import { beginRecovery, finishRecovery } from '#domains/identity/users/recovery-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Begins to make the new passkey of somebody who lost theirs. */
export async function begin(token: string) {
  return outcomeOf(() => beginRecovery(String(token)));
}

/** Replaces the lost passkeys and signs the person in. */
export async function finish(token: string, answer: RegistrationAnswer) {
  return outcomeOf(async () => {
    const session = await finishRecovery(String(token), answer, await requestFacts());
    await carrySession(session.token);
  });
}
