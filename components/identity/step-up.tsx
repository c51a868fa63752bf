'use client';

import { Button, Modal } from '@mantine/core';
import { startAuthentication } from '@simplewebauthn/browser';
import { type ReactNode, useCallback, useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { AssertionCeremony } from '#domains/identity/webauthn/assertion.ts';
import type { AssertionAnswer } from '#domains/identity/webauthn/input.ts';
import type { Outcome } from '#domains/outcome.ts';
import { browserProblem } from './browser-problem.ts';
import classes from './form.module.css';
import { StepUpContext, type WithStepUp } from './use-step-up.ts';

export type StepUpActions = {
  readonly begin: () => Promise<Outcome<AssertionCeremony>>;
  readonly finish: (answer: AssertionAnswer) => Promise<Outcome<unknown>>;
};

type Question = { readonly answer: (confirmed: boolean) => void };

/** Gives the pages below it `useStepUp`, and shows the question. */
export function StepUpProvider({
  begin,
  finish,
  children,
}: StepUpActions & { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);

  const withStepUp = useCallback<WithStepUp>(async (action) => {
    const first = await action();
    if (first.ok || first.code !== 'stepUpRequired') return first;
    const confirmed = await new Promise<boolean>((answer) => setQuestion({ answer }));
    setQuestion(null);
    return confirmed ? action() : { ...first, message: 'Not confirmed. Nothing was changed.' };
  }, []);

  return (
    <StepUpContext value={withStepUp}>
      {children}
      {question && <Confirmation begin={begin} finish={finish} onAnswer={question.answer} />}
    </StepUpContext>
  );
}

function Confirmation({ begin, finish, onAnswer }: StepUpActions & { onAnswer: Question['answer'] }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    const refused = await proveFreshly({ begin, finish });
    if (refused === null) return onAnswer(true);
    setProblem(refused);
    setBusy(false);
  }

  return (
    <Modal
      opened
      onClose={() => onAnswer(false)}
      title="Confirm that it is you"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.form}>
        <p>This needs your passkey once more. It then counts for five minutes.</p>
        <Refusal>{problem}</Refusal>
        <div className={classes.buttons}>
          <Button onClick={() => onAnswer(false)}>Cancel</Button>
          <Button variant="filled" onClick={confirm} disabled={busy} aria-busy={busy} data-autofocus>
            Use passkey
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Null when the server accepted a fresh assertion, else why not. */
async function proveFreshly({ begin, finish }: StepUpActions): Promise<string | null> {
  const begun = await begin();
  if (!begun.ok) return begun.message;
  const { challengeId, options } = begun.value;
  try {
    const response = await startAuthentication({ optionsJSON: options });
    const outcome = await finish({ challengeId, response: { ...response, type: 'public-key' } });
    return outcome.ok ? null : outcome.message;
  } catch (error) {
    return browserProblem(error);
  }
}
