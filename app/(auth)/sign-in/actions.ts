'use server';

import { noteAttempt } from '#app/attempts.ts';
import { beginSignIn } from '#domains/identity/sessions/sign-in-ceremony.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** A challenge for whoever wants to sign in. */
export async function begin() {
  return outcomeOf(() => noteAttempt('passkey', 'begin', (facts) => beginSignIn(facts)));
}
