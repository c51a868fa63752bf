'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { useSubmission } from './use-submission.ts';

type Company = {
  readonly name: string;
  readonly defaultCurrency: string;
  readonly timeZone: string;
  readonly defaultPaymentTermsDays: number;
};

export type CompanyFormProps = {
  readonly company: Company;
  readonly currencies: readonly string[];
  readonly timeZones: readonly string[];
  readonly change: (input: Company) => Promise<Outcome<unknown>>;
};

/** What holds for the whole company. */
export function CompanyForm({ company, currencies, timeZones, change }: CompanyFormProps) {
  const { submit, busy, value, refusal, errorOf } = useSubmission(change);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '');
    await submit({
      name: text('name'),
      defaultCurrency: text('defaultCurrency'),
      timeZone: text('timeZone'),
      defaultPaymentTermsDays: Number(text('defaultPaymentTermsDays')),
    });
  }

  const zones = timeZones.includes(company.timeZone) ? timeZones : [company.timeZone, ...timeZones];
  return (
    <form onSubmit={send} className={classes.form} noValidate>
      <div className={classes.line}>
        <TextInput name="name" label="Name" defaultValue={company.name} error={errorOf('name')} required />
        <NativeSelect
          name="defaultCurrency"
          label="Base currency"
          data={[...currencies]}
          defaultValue={company.defaultCurrency}
          error={errorOf('defaultCurrency')}
        />
        <NativeSelect
          name="timeZone"
          label="Time zone"
          data={[...zones]}
          defaultValue={company.timeZone}
          error={errorOf('timeZone')}
        />
        <TextInput
          name="defaultPaymentTermsDays"
          label="Payment terms, days"
          inputMode="numeric"
          defaultValue={company.defaultPaymentTermsDays}
          error={errorOf('defaultPaymentTermsDays')}
        />
        <Button type="submit" disabled={busy}>
          {value === null ? 'Save' : 'Saved'}
        </Button>
      </div>
      <Refusal>{refusal}</Refusal>
    </form>
  );
}
