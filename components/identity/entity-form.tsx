'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { useSubmission } from './use-submission.ts';

type Input = { code: string; name: string; country: string | null; baseCurrency: string };

export type EntityFormProps = {
  readonly currencies: readonly string[];
  readonly baseCurrency: string;
  readonly add: (input: Input) => Promise<Outcome<unknown>>;
};

/** Adds a company of the group. */
export function EntityForm({ currencies, baseCurrency, add }: EntityFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, refusal, errorOf } = useSubmission(add);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const outcome = await submit({
      code: text('code'),
      name: text('name'),
      country: text('country').toUpperCase() || null,
      baseCurrency: text('baseCurrency'),
    });
    if (outcome.ok) form.current?.reset();
  }

  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.line}>
        <TextInput name="code" label="Code" placeholder="DE01" error={errorOf('code')} required />
        <TextInput name="name" label="Name" error={errorOf('name')} required />
        <TextInput name="country" label="Country" placeholder="DE" maxLength={2} error={errorOf('country')} />
        <NativeSelect
          name="baseCurrency"
          label="Base currency"
          data={[...currencies]}
          defaultValue={baseCurrency}
          error={errorOf('baseCurrency')}
        />
        <Button type="submit" disabled={busy}>
          Add entity
        </Button>
      </div>
      <Refusal>{refusal}</Refusal>
    </form>
  );
}
