'use server';

import { requireSession } from '#domains/identity/people-scopes.ts';
import { beginStepUp, finishStepUp } from '#domains/identity/sessions/step-up-ceremony.ts';
import type { AssertionAnswer } from '#domains/identity/webauthn/input.ts';
import { outcomeOf } from '#domains/outcome.ts';

/** Begins to ask who is signed in for their passkey once more. */
export async function begin() {
  const scope = await requireSession();
  return outcomeOf(() => beginStepUp(scope));
}

/** Makes the session count as freshly proved. */
export async function finish(answer: AssertionAnswer) {
  const scope = await requireSession();
  return outcomeOf(() => finishStepUp(scope, answer));
}
