'use client';

import { Button } from '@mantine/core';
import { startAuthentication } from '@simplewebauthn/browser';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { AssertionCeremony } from '#domains/identity/webauthn/assertion.ts';
import type { Outcome } from '#domains/outcome.ts';
import { browserProblem } from './browser-problem.ts';

export type SignInButtonProps = {
  /** Server action that gives a challenge. */
  readonly begin: () => Promise<Outcome<AssertionCeremony>>;
  /** Whether an attempt has just failed outside this page. */
  readonly failed: boolean;
};

/** Signs in with whichever passkey the person chooses, and opens the workspace. */
export function SignInButton({ begin, failed }: SignInButtonProps) {
  const [problem, setProblem] = useState(failed ? 'Signing in did not work. Try again.' : null);
  const [busy, setBusy] = useState(false);

  async function attempt() {
    setBusy(true);
    setProblem(null);
    const refused = await signInWithPasskey(begin);
    if (refused === null) return window.location.assign('/');
    setProblem(refused);
    setBusy(false);
  }

  return (
    <>
      <Refusal>{problem}</Refusal>
      <Button variant="filled" size="md" onClick={attempt} disabled={busy} aria-busy={busy}>
        Sign in with a passkey
      </Button>
    </>
  );
}

/** Null when a session has begun, else why not. */
async function signInWithPasskey(begin: SignInButtonProps['begin']): Promise<string | null> {
  const begun = await begin();
  if (!begun.ok) return begun.message;
  const { challengeId, options } = begun.value;
  try {
    const response = await startAuthentication({ optionsJSON: options });
    const answer = JSON.stringify({ challengeId, response });
    const result = await signIn('passkey', { answer, redirect: false });
    return result?.ok ? null : (result?.error ?? 'Signing in did not work. Try again.');
  } catch (error) {
    return browserProblem(error);
  }
}
