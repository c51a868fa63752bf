'use client';

import '@mantine/core/styles/Radio.layer.css';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import type { Founding } from '#domains/identity/users/founding-ceremony.ts';
import type { RegistrationAnswer } from '#domains/identity/webauthn/input.ts';
import type { RegistrationCeremony } from '#domains/identity/webauthn/registration.ts';
import { type Outcome, problemAt } from '#domains/outcome.ts';
import classes from './first-run-form.module.css';
import { makePasskey } from './passkey-form.tsx';

export type FirstRunFormProps = {
  readonly currencies: readonly string[];
  readonly timeZones: readonly string[];
  readonly begin: (form: Founding) => Promise<Outcome<RegistrationCeremony>>;
  readonly finish: (form: Founding, answer: RegistrationAnswer) => Promise<Outcome<void>>;
};

/** The sample company is what it is: its name and its currency are not asked for. */
const SAMPLE = { company: 'Halden Instruments Group', currency: 'EUR' };

/** Founds the company with its owner and opens the workspace. */
export function FirstRunForm({ currencies, timeZones, begin, finish }: FirstRunFormProps) {
  const [sample, setSample] = useState(true);
  const [timeZone, setTimeZone] = useState('UTC');
  const [outcome, setOutcome] = useState<Outcome<void> | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const zones = timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '');
    const company = sample ? SAMPLE : { company: text('company'), currency: text('currency') };
    const form = { ...company, timeZone, name: text('name'), email: text('email'), sample };
    setBusy(true);
    const result = await makePasskey(
      () => begin(form),
      (answer) => finish(form, answer),
    );
    if (result.ok) return window.location.assign('/');
    setOutcome(result);
    setBusy(false);
  }

  const error = (field: string) => problemAt(outcome, `/${field}`);
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <Radio.Group
        label="Begin with"
        value={sample ? 'sample' : 'empty'}
        onChange={(value) => setSample(value === 'sample')}
      >
        <div className={classes.choices}>
          <Radio
            value="sample"
            label="The sample company"
            description="Halden Instruments Group: made-up documents and statements of nine months, in euros."
          />
          <Radio value="empty" label="An empty company" description="Yours, with nothing in it yet." />
        </div>
      </Radio.Group>
      {!sample && (
        <div className={classes.pair}>
          <TextInput
            name="company"
            label="Company name"
            autoComplete="organization"
            error={error('company')}
            required
          />
          <NativeSelect
            name="currency"
            label="Base currency"
            data={[...currencies]}
            defaultValue="EUR"
            error={error('currency')}
          />
        </div>
      )}
      <NativeSelect
        label="Time zone"
        description="Decides what “today” is: what is due, overdue or missing."
        data={[...zones]}
        value={timeZone}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
        error={error('timeZone')}
      />
      <TextInput name="name" label="Your name" autoComplete="name" error={error('name')} required />
      <TextInput
        name="email"
        type="email"
        label="Your e-mail"
        autoComplete="email"
        error={error('email')}
        required
      />
      {outcome && !outcome.ok && outcome.problems.length === 0 && (
        <Alert tone="bad" live>
          {outcome.message}
        </Alert>
      )}
      <Button type="submit" variant="filled" size="md" disabled={busy} aria-busy={busy}>
        Make a passkey and begin
      </Button>
    </form>
  );
}
