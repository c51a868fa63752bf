'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import type { RegistrationCeremony } from '#domains/identity/webauthn/registration.ts';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { makePasskey } from './passkey-form.tsx';
import { useSubmission } from './use-submission.ts';

export type AddPasskeyProps = {
  readonly begin: () => Promise<Outcome<RegistrationCeremony>>;
  readonly finish: (name: string, answer: RegistrationAnswer) => Promise<Outcome<unknown>>;
};

/** Names and makes one more passkey. */
export function AddPasskey({ begin, finish }: AddPasskeyProps) {
  const [name, setName] = useState('');
  const submission = useSubmission((wanted: string) =>
    makePasskey(begin, (answer) => finish(wanted, answer)),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const outcome = await submission.submit(name);
    if (outcome.ok) setName('');
  }

  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.line}>
        <TextInput
          label="Name of the new passkey"
          placeholder="Phone, security key in the safe …"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
        />
        <Button type="submit" variant="filled" disabled={submission.busy} aria-busy={submission.busy}>
          Add a passkey
        </Button>
      </div>
      {submission.refusal && (
        <Alert tone="bad" live>
          {submission.refusal}
        </Alert>
      )}
    </form>
  );
}
