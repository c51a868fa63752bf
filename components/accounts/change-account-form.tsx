'use client';

import { Button, NativeSelect } from '@mantine/core';
import type { FormEvent } from 'react';
import { END_OF_DAY_FORMATS, type EndOfDayFormat } from '#domains/erp/statements/end-of-day-formats.ts';
import type { Outcome } from '#domains/outcome.ts';
import { useSubmission } from '../identity/use-submission.ts';
import { formatLabel } from '../statements/words.ts';
import { Refusal } from '../ui/alert.tsx';
import { FormDateField } from '../ui/form-date-field.tsx';
import classes from './account-form.module.css';
import {
  type EntityChoice,
  NameFields,
  OtherFields,
  ScheduleFields,
  type Settings,
  settingsOf,
  textOf,
} from './settings-fields.tsx';

type Account = Settings & {
  readonly leadingFormat: EndOfDayFormat | null;
  readonly id: string;
  readonly version: number;
  readonly closedOn: string | null;
};

type Input = Settings & {
  readonly leadingFormat: EndOfDayFormat | null;
  readonly bankAccountId: string;
  readonly version: number;
  readonly closedOn: string | null;
};

export type ChangeAccountFormProps = {
  readonly account: Account;
  readonly entities: readonly EntityChoice[];
  readonly change: (input: Input) => Promise<Outcome<unknown>>;
};

/** Changes how an account is called, whose it is and when its statements come. Its number and currency stay. */
export function ChangeAccountForm({ account, entities, change }: ChangeAccountFormProps) {
  const { submit, busy, value, refusal, errorOf } = useSubmission(change);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    await submit({
      ...settingsOf(fields),
      bankAccountId: account.id,
      version: account.version,
      closedOn: textOf(fields, 'closedOn') || null,
      leadingFormat: (textOf(fields, 'leadingFormat') || null) as EndOfDayFormat | null,
    });
  }

  return (
    <form onSubmit={send} className={classes.form} noValidate>
      <div className={classes.group}>
        <NameFields settings={account} entities={entities} errorOf={errorOf} />
      </div>
      <ScheduleFields settings={account} errorOf={errorOf} />
      <fieldset className={classes.group}>
        <legend>More</legend>
        <FormDateField
          name="closedOn"
          label="Closed on"
          defaultValue={account.closedOn ?? ''}
          error={errorOf('closedOn')}
        />
        <NativeSelect
          name="leadingFormat"
          label="Leading format"
          data={[
            { value: '', label: 'That of the next statement' },
            ...END_OF_DAY_FORMATS.map((format) => ({ value: format, label: formatLabel(format) })),
          ]}
          defaultValue={account.leadingFormat ?? ''}
          error={errorOf('leadingFormat')}
        />
        <OtherFields settings={account} errorOf={errorOf} />
      </fieldset>
      <Refusal>{refusal}</Refusal>
      <div className={classes.buttons}>
        <Button type="submit" disabled={busy} aria-busy={busy}>
          Save
        </Button>
        <span role="status">{value !== null && 'Saved.'}</span>
      </div>
    </form>
  );
}
