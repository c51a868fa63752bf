'use client';

import { Button, FileInput, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { useSubmission } from '../identity/use-submission.ts';
import { Refusal } from '../ui/alert.tsx';
import { FormDateField } from '../ui/form-date-field.tsx';
import classes from './account-form.module.css';
import { type Proof, sendProof } from './send-proof.ts';
import { amountOf, textOf } from './settings-fields.tsx';

type Input = {
  readonly bankAccountId: string;
  readonly date: string;
  readonly amount: string;
  readonly note: string;
  readonly attachment: Proof | null;
};

export type BalanceFormProps = {
  readonly account: { readonly id: string; readonly currency: string };
  /** The day that the field begins with. */
  readonly date: CalendarDate;
  readonly enter: (input: Input) => Promise<Outcome<unknown>>;
};

/** Puts down the closing balance of a day that has no statement. */
export function BalanceForm({ account, date, enter }: BalanceFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, value, refusal, errorOf } = useSubmission(enter);
  const [file, setFile] = useState<File | null>(null);
  const [notSent, setNotSent] = useState<string | null>(null);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const sent = file && (await sendProof(account.id, file));
    setNotSent(sent && !sent.ok ? sent.reason : null);
    if (sent && !sent.ok) return;
    const outcome = await submit({
      bankAccountId: account.id,
      date: textOf(fields, 'date'),
      amount: amountOf(fields, 'amount'),
      note: textOf(fields, 'note'),
      attachment: sent ? sent.proof : null,
    });
    if (!outcome.ok) return;
    form.current?.reset();
    setFile(null);
  }

  return (
    <form onSubmit={send} ref={form} className={classes.form} noValidate>
      <div className={classes.group}>
        <FormDateField name="date" label="Day" defaultValue={date} error={errorOf('date')} />
        <TextInput
          name="amount"
          label={`Closing balance, ${account.currency}`}
          placeholder="-1200.50"
          inputMode="text"
          error={errorOf('amount')}
          autoComplete="off"
          required
        />
        <TextInput
          name="note"
          label="Where it comes from"
          placeholder="Online banking, 20 Nov"
          maxLength={500}
          error={errorOf('note')}
          autoComplete="off"
        />
        <FileInput
          label="Proof"
          placeholder="A PDF or picture, if there is one"
          value={file}
          onChange={setFile}
          clearable
        />
      </div>
      <Refusal>{notSent ?? refusal}</Refusal>
      <div className={classes.buttons}>
        <Button type="submit" disabled={busy} aria-busy={busy}>
          Enter balance
        </Button>
        <span role="status">{value !== null && 'Entered.'}</span>
      </div>
    </form>
  );
}
