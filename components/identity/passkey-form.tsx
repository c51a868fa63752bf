'use client';

import { Button } from '@mantine/core';
import { startRegistration } from '@simplewebauthn/browser';
import { useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import type { RegistrationCeremony } from '#domains/identity/webauthn/registration.ts';
import type { Outcome } from '#domains/outcome.ts';
import { browserProblem } from './browser-problem.ts';

export type PasskeyFormProps = {
  readonly label: string;
  /** Server actions of the ceremony, which know whom it is for. */
  readonly begin: () => Promise<Outcome<RegistrationCeremony>>;
  readonly finish: (answer: RegistrationAnswer) => Promise<Outcome<unknown>>;
};

/** One button that makes a passkey and opens the workspace: for an invitation, and for a recovery. */
export function PasskeyForm({ label, begin, finish }: PasskeyFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function attempt() {
    setBusy(true);
    setProblem(null);
    const outcome = await makePasskey(begin, finish);
    if (outcome.ok) return window.location.assign('/');
    setProblem(outcome.message);
    setBusy(false);
  }

  return (
    <>
      <Refusal>{problem}</Refusal>
      <Button variant="filled" size="md" onClick={attempt} disabled={busy} aria-busy={busy}>
        {label}
      </Button>
    </>
  );
}

/** Runs a registration between server and browser. What the browser refuses becomes an outcome as well. */
export async function makePasskey<T>(
  begin: () => Promise<Outcome<RegistrationCeremony>>,
  finish: (answer: RegistrationAnswer) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const begun = await begin();
  if (!begun.ok) return begun;
  const { challengeId, options } = begun.value;
  let answer: RegistrationAnswer;
  try {
    const response = await startRegistration({ optionsJSON: options });
    answer = { challengeId, response: { ...response, type: 'public-key' } };
  } catch (error) {
    return { ok: false, code: 'unauthenticated', message: browserProblem(error), problems: [] };
  }
  return finish(answer);
}
