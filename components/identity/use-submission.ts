'use client';

import { useState } from 'react';
import { type Outcome, problemAt } from '#domains/outcome.ts';
import { useStepUp } from './use-step-up.ts';

/** A server action with what a form shows about it: whether it runs, what it refused and where. Asks for a passkey when it must. */
export function useSubmission<Input, T>(action: (input: Input) => Promise<Outcome<T>>) {
  const withStepUp = useStepUp();
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(input: Input): Promise<Outcome<T>> {
    setBusy(true);
    const result = await withStepUp(() => action(input));
    setOutcome(result);
    setBusy(false);
    return result;
  }

  const refusal = outcome && !outcome.ok ? outcome : null;
  return {
    submit,
    busy,
    /** The answer of the last attempt; null when there was none or it was refused. */
    value: outcome?.ok ? outcome.value : null,
    /** What was refused as a whole: problems of fields stand beside their fields. */
    refusal: refusal && refusal.problems.length === 0 ? refusal.message : null,
    errorOf: (field: string) => problemAt(outcome, `/${field}`),
  };
}
