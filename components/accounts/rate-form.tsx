'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import { type CalendarDate, formatShortDate } from '#lib/dates.ts';
import { useSubmission } from '../identity/use-submission.ts';
import { Refusal } from '../ui/alert.tsx';
import { FormDateField } from '../ui/form-date-field.tsx';
import classes from './account-form.module.css';
import { plainRate } from './plain-rate.ts';
import { amountOf, textOf } from './settings-fields.tsx';

/** A pair that the company needs, and its newest rate. */
export type AskedPair = {
  readonly base: string;
  readonly quote: string;
  readonly last: { readonly rate: string; readonly date: CalendarDate } | null;
};

type Entry = { readonly date: string; readonly base: string; readonly quote: string; readonly rate: string };

export type RateFormProps = {
  readonly pairs: readonly AskedPair[];
  readonly currencies: readonly string[];
  readonly base: string;
  readonly today: CalendarDate;
  readonly enter: (input: { rates: Entry[] }) => Promise<Outcome<unknown>>;
};

/** Puts down what currencies were worth on a day: one field per pair in use, and one for any other. */
export function RateForm({ pairs, currencies, base, today, enter }: RateFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, value, refusal, errorOf } = useSubmission(enter);
  /** The fields whose rates were sent, in their order: problems are named by place. */
  const [sent, setSent] = useState<readonly string[]>([]);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const other = { base, quote: textOf(fields, 'quote') };
    const filled = [...pairs, other]
      .map((pair, index) => ({ field: index < pairs.length ? nameOf(pair) : OTHER, pair }))
      .map(({ field, pair }) => ({ field, pair, rate: amountOf(fields, field) }))
      .filter(({ rate }) => rate !== '');
    const date = textOf(fields, 'date');
    setSent(filled.map(({ field }) => field));
    const outcome = await submit({
      rates: filled.map(({ pair, rate }) => ({ date, base: pair.base, quote: pair.quote, rate })),
    });
    if (outcome.ok) form.current?.reset();
  }

  const problemOf = (field: string) => {
    const index = sent.indexOf(field);
    return index < 0 ? undefined : (errorOf(`rates/${index}/rate`) ?? errorOf(`rates/${index}`));
  };
  const known = new Set([base, ...pairs.flatMap((pair) => [pair.base, pair.quote])]);
  const nothingSent = errorOf('rates') && 'Enter at least one rate.';
  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.group}>
        <FormDateField name="date" label="Day" defaultValue={today} error={errorOf('rates/0/date')} />
        {pairs.map((pair) => (
          <TextInput
            key={nameOf(pair)}
            name={nameOf(pair)}
            label={`1 ${pair.base} in ${pair.quote}`}
            description={
              pair.last
                ? `last ${plainRate(pair.last.rate)} of ${formatShortDate(pair.last.date)}`
                : 'no rate yet'
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="decimal"
            error={problemOf(nameOf(pair))}
            autoComplete="off"
          />
        ))}
      </div>
      <fieldset className={classes.group}>
        <legend>Another currency</legend>
        <NativeSelect
          name="quote"
          label="Currency"
          data={[{ value: '', label: 'Choose' }, ...currencies.filter((code) => !known.has(code))]}
          defaultValue=""
          error={sent.includes(OTHER) && errorOf(`rates/${sent.indexOf(OTHER)}/quote`)}
        />
        <TextInput
          name={OTHER}
          label={`1 ${base} in it`}
          inputMode="decimal"
          error={problemOf(OTHER)}
          autoComplete="off"
        />
      </fieldset>
      <Refusal>{refusal ?? nothingSent}</Refusal>
      <div className={classes.buttons}>
        <Button type="submit" disabled={busy} aria-busy={busy}>
          Enter rates
        </Button>
        <span role="status">{value !== null && 'Entered.'}</span>
      </div>
    </form>
  );
}

const OTHER = 'other';
const nameOf = ({ base, quote }: Pick<AskedPair, 'base' | 'quote'>) => `${base}-${quote}`;
