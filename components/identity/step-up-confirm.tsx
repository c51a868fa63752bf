'use client';

import { ConfirmButton, type ConfirmButtonProps } from '#components/ui/confirm-button.tsx';
import type { Outcome } from '#domains/outcome.ts';
import { useStepUp } from './use-step-up.ts';

export type StepUpConfirmProps = Omit<ConfirmButtonProps, 'action'> & {
  /** Server action that may ask for a fresh passkey. */
  readonly action: (form: FormData) => Promise<Outcome<unknown>>;
};

/** A button that asks before it acts, and for a passkey when the action wants one. */
export function StepUpConfirm({ action, ...props }: StepUpConfirmProps) {
  const withStepUp = useStepUp();
  return (
    <ConfirmButton
      {...props}
      action={async (form) => {
        const outcome = await withStepUp(() => action(form));
        return outcome.ok ? undefined : outcome.message;
      }}
    />
  );
}
