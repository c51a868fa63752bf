'use server';

import { noteAttempt } from '#app/attempts.ts';
import { carrySession } from '#app/browser-session.ts';
import { beginAcceptance, finishAcceptance } from '#domains/identity/invitations/acceptance-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Begins to make the invited person's passkey. */
export async function begin(token: string) {
  return outcomeOf(() => noteAttempt('invitation', 'begin', () => beginAcceptance(String(token))));
}

/** Registers the invited person and signs them in. */
export async function finish(token: string, answer: RegistrationAnswer) {
  return outcomeOf(async () => {
    const session = await noteAttempt('invitation', 'finish', (facts) =>
      finishAcceptance(String(token), answer, facts),
    );
    await carrySession(session.token);
  });
}
