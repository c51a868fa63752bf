'use client';

import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { KEY_SCOPES, type KeyScope } from './key-scopes.ts';
import { useSubmission } from './use-submission.ts';

type Input = { name: string; scopes: KeyScope[]; life_days: number };

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
];

export type ApiKeyFormProps = {
  readonly create: (input: Input) => Promise<Outcome<{ key: string; name: string }>>;
};

/** Makes a key for scripts and shows it, once. */
export function ApiKeyForm({ create }: ApiKeyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, value, refusal, errorOf } = useSubmission(create);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const outcome = await submit({
      name: String(fields.get('name') ?? ''),
      scopes: fields.getAll('scopes').map(String) as KeyScope[],
      life_days: Number(fields.get('life_days')),
    });
    if (outcome.ok) form.current?.reset();
  }

  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.line}>
        <TextInput
          name="name"
          label="Name"
          placeholder="Nightly upload"
          error={errorOf('name')}
          autoComplete="off"
          required
        />
        <NativeSelect name="life_days" label="Good for" data={LIVES} defaultValue="90" />
        <Button type="submit" variant="filled" disabled={busy} aria-busy={busy}>
          Create key
        </Button>
      </div>
      <Checkbox.Group label="What it is for" error={errorOf('scopes')} defaultValue={['uploadStatement']}>
        <div className={classes.checks}>
          {KEY_SCOPES.map((scope) => (
            <Checkbox key={scope.value} name="scopes" value={scope.value} label={scope.label} />
          ))}
        </div>
      </Checkbox.Group>
      <Refusal>{refusal}</Refusal>
      {value && (
        <CopyField
          label={`Key ${value.name}`}
          value={value.key}
          note="Shown once. Keep it where your scripts keep secrets."
        />
      )}
    </form>
  );
}
