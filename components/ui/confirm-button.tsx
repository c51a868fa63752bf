'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';

const ConfirmDialog = dynamic(() => import('./confirm-dialog.tsx').then((module) => module.ConfirmDialog), {
  ssr: false,
});

export type ConfirmButtonProps = {
  /** What the button says: "Revoke". */
  readonly label: string;
  /** The dialog's title, the sentence that the person approves: "Revoke the passkey Anna's laptop?" */
  readonly question: string;
  /** What follows from it. */
  readonly consequence?: string;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** Asks for a reason; it is sent as the field `reason`. */
  readonly reasonLabel?: string;
  /** Sent with the form. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Server action; what it returns is shown as the reason why nothing happened. */
  readonly action: (form: FormData) => Promise<string | undefined>;
  readonly disabled?: boolean;
};

/** A button that asks before it acts. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        color={props.danger ? 'red' : undefined}
        disabled={props.disabled}
        onClick={() => setAsking(true)}
      >
        {props.label}
      </Button>
      {asking && <ConfirmDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}
