'use client';

import { Button, Modal, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { useSubmission } from './use-submission.ts';

const OVERLAPS = [
  { value: '24', label: 'counts for 24 hours more' },
  { value: '168', label: 'counts for 7 days more' },
  { value: '0', label: 'stops counting now' },
];

export type RotateSecretProps = {
  readonly integration: { readonly id: string; readonly name: string };
  readonly rotate: (input: {
    integrationId: string;
    overlap_h: number;
  }) => Promise<Outcome<{ secret: string }>>;
};

/** Makes a new signing secret and shows it once; the person says how long the old one still counts. */
export function RotateSecret({ integration, rotate }: RotateSecretProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`New signing secret for ${integration.name}`}>
        New secret
      </Button>
      {open && <Dialog integration={integration} rotate={rotate} onClose={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ integration, rotate, onClose }: RotateSecretProps & { onClose: () => void }) {
  const [overlap, setOverlap] = useState('24');
  const { submit, busy, value, refusal } = useSubmission(rotate);

  function send(event: FormEvent) {
    event.preventDefault();
    return submit({ integrationId: integration.id, overlap_h: Number(overlap) });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`New signing secret for ${integration.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {value ? (
        <div className={classes.form}>
          <CopyField
            label="Signing secret"
            value={value.secret}
            note="Shown once. Keep it where your ERP keeps its secrets."
          />
          <div className={classes.buttons}>
            <Button onClick={onClose}>Done</Button>
          </div>
        </div>
      ) : (
        <form onSubmit={send} className={classes.form}>
          <NativeSelect
            label="The old secret"
            data={OVERLAPS}
            value={overlap}
            onChange={(event) => setOverlap(event.currentTarget.value)}
            data-autofocus
          />
          <Refusal>{refusal}</Refusal>
          <div className={classes.buttons}>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" disabled={busy} aria-busy={busy}>
              Make a new secret
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
