'use server';

import { carrySession, requestFacts } from '#app/browser-session.ts';
import { beginAcceptance, finishAcceptance } from '#domains/identity/invitations/acceptance-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Begins to make the invited person's passkey. */
export async function begin(token: string) {
  return outcomeOf(() => beginAcceptance(String(token)));
}

/** Registers the invited person and signs them in. */
export async function finish(token: string, answer: RegistrationAnswer) {
  return outcomeOf(async () => {
    const session = await finishAcceptance(String(token), answer, await requestFacts());
    await carrySession(session.token);
  });
}
