'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { RoleSelect } from './role-select.tsx';
import type { PersonRole } from './roles.ts';
import { useSubmission } from './use-submission.ts';

type Input = { name: string; email: string; role: PersonRole };

export type InviteFormProps = {
  /** Roles that this person may give. */
  readonly roles: readonly PersonRole[];
  readonly invite: (input: Input) => Promise<Outcome<{ url: string; name: string }>>;
};

/** Invites a person and shows the link to hand over, once. */
export function InviteForm({ roles, invite }: InviteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [role, setRole] = useState<PersonRole>('analyst');
  const { submit, busy, value, refusal, errorOf } = useSubmission(invite);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '');
    const outcome = await submit({ name: text('name'), email: text('email'), role });
    if (outcome.ok) form.current?.reset();
  }

  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.line}>
        <TextInput name="name" label="Name" error={errorOf('name')} required autoComplete="off" />
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          error={errorOf('email')}
          required
          autoComplete="off"
        />
        <RoleSelect roles={roles} role={role} onChange={setRole} />
        <Button type="submit" variant="filled" disabled={busy} aria-busy={busy}>
          Invite
        </Button>
      </div>
      <Refusal>{refusal}</Refusal>
      {value && (
        <CopyField
          label={`Link for ${value.name}`}
          value={value.url}
          note="Shown once. It works once, within 72 hours: hand it over yourself."
        />
      )}
    </form>
  );
}
