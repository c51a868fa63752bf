'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import type { Outcome } from '#domains/outcome.ts';
import { Refusal } from '../ui/alert.tsx';
import { useSubmission } from './use-submission.ts';

export type ActionButtonProps = {
  readonly label: string;
  readonly action: () => Promise<Outcome<void>>;
  /** Where to go once it is done; left out, the page stays. */
  readonly doneHref?: string;
};

/** A button that acts at once, and says why nothing happened. */
export function ActionButton({ label, action, doneHref }: ActionButtonProps) {
  const router = useRouter();
  const { submit, busy, refusal } = useSubmission(action);

  async function send() {
    const outcome = await submit(undefined);
    if (outcome.ok && doneHref) router.push(doneHref);
  }

  return (
    <>
      <Button onClick={send} disabled={busy} aria-busy={busy}>
        {label}
      </Button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
