'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { SOURCES, type Source } from './sources.ts';
import { useSubmission } from './use-submission.ts';

type Created = { webhook: string; secret: string; name: string };

export type IntegrationFormProps = {
  readonly create: (input: { name: string; source: Source }) => Promise<Outcome<Created>>;
};

/** Sets a sender up and shows its webhook and signing secret, once. */
export function IntegrationForm({ create }: IntegrationFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, value, refusal, errorOf } = useSubmission(create);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const outcome = await submit({
      name: String(fields.get('name') ?? ''),
      source: String(fields.get('source') ?? '') as Source,
    });
    if (outcome.ok) form.current?.reset();
  }

  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.line}>
        <TextInput
          name="name"
          label="Name"
          placeholder="SAP production"
          error={errorOf('name')}
          autoComplete="off"
          required
        />
        <NativeSelect name="source" label="System" data={[...SOURCES]} error={errorOf('source')} />
        <Button type="submit" variant="filled" disabled={busy} aria-busy={busy}>
          Create
        </Button>
      </div>
      <Refusal>{refusal}</Refusal>
      {value && (
        <>
          <CopyField label={`Webhook of ${value.name}`} value={value.webhook} />
          <CopyField
            label="Signing secret"
            value={value.secret}
            note="Shown once. Keep it where your ERP keeps its secrets."
          />
        </>
      )}
    </form>
  );
}
