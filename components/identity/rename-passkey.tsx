'use client';

import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { useSubmission } from './use-submission.ts';

type Props = {
  readonly passkeyId: string;
  readonly name: string;
  readonly action: (input: { passkeyId: string; name: string }) => Promise<Outcome<unknown>>;
};

/** Gives a passkey another name. */
export function RenamePasskey({ passkeyId, name, action }: Props) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(name);
  const { submit, busy, errorOf, refusal } = useSubmission(action);

  async function rename(event: FormEvent) {
    event.preventDefault();
    const outcome = await submit({ passkeyId, name: wanted });
    if (outcome.ok) setOpen(false);
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="Rename this passkey"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form onSubmit={rename} className={classes.form}>
          <TextInput
            label="Name"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            error={errorOf('name') ?? refusal}
            maxLength={100}
            data-autofocus
            required
          />
          <div className={classes.buttons}>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="filled" disabled={busy}>
              Rename
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
