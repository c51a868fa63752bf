'use server';

import { noteAttempt } from '#app/attempts.ts';
import { carrySession } from '#app/browser-session.ts';
import { beginRecovery, finishRecovery } from '#domains/identity/users/recovery-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Begins to make the new passkey of somebody who lost theirs. */
export async function begin(token: string) {
  return outcomeOf(() => noteAttempt('recovery', 'begin', () => beginRecovery(String(token))));
}

/** Replaces the lost passkeys and signs the person in. */
export async function finish(token: string, answer: RegistrationAnswer) {
  return outcomeOf(async () => {
    const session = await noteAttempt('recovery', 'finish', (facts) =>
      finishRecovery(String(token), answer, facts),
    );
    await carrySession(session.token);
  });
}
