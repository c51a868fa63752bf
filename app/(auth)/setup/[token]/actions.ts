'use server';

import { noteAttempt } from '#app/attempts.ts';
import { carrySession } from '#app/browser-session.ts';
import { beginFounding, type Founding, finishFounding } from '#domains/identity/users/founding-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Checks link and form, and begins to make the founder's passkey. */
export async function begin(token: string, form: Founding) {
  return outcomeOf(() => noteAttempt('signUp', 'begin', () => beginFounding(String(token), form)));
}

/** Founds the company with its owner and signs them in. */
export async function finish(token: string, form: Founding, answer: RegistrationAnswer) {
  return outcomeOf(async () => {
    const session = await noteAttempt('signUp', 'finish', (facts) =>
      finishFounding(String(token), form, answer, facts),
    );
    await carrySession(session.token);
  });
}
