'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import { calendarOfCurrency } from '#lib/holidays.ts';
import { useSubmission } from '../identity/use-submission.ts';
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
import { suggestedName } from './words.ts';

type Input = Settings & {
  readonly account: string;
  readonly bic: string | null;
  readonly currency: string;
  readonly openedOn: string | null;
};

export type OpenAccountFormProps = {
  readonly entities: readonly EntityChoice[];
  readonly currencies: readonly string[];
  /** What the form begins with: the account and currency that a waiting file names. */
  readonly account: string;
  readonly currency: string;
  readonly entityId: string;
  /** Where to go afterwards; the new account's page when null. */
  readonly returnTo: string | null;
  readonly open: (input: Input) => Promise<Outcome<{ readonly bankAccountId: string }>>;
};

/** Begins to follow an account. */
export function OpenAccountForm(props: OpenAccountFormProps) {
  const { entities, currencies, account, currency, entityId, returnTo, open } = props;
  const router = useRouter();
  const { submit, busy, value, refusal, errorOf } = useSubmission(open);
  const settings: Settings = {
    entityId,
    shortName: suggestedName(account, currency),
    bank: null,
    type: 'current',
    restricted: false,
    statementSchedule: 'businessDays',
    dueTime: '09:00',
    overdraftLimit: null,
    glAccount: null,
    holidayCalendar: currency ? calendarOfCurrency(currency) : 'TARGET',
  };

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const outcome = await submit({
      ...settingsOf(fields),
      account: textOf(fields, 'account'),
      bic: textOf(fields, 'bic').toUpperCase() || null,
      currency: textOf(fields, 'currency'),
      openedOn: textOf(fields, 'openedOn') || null,
    });
    if (outcome.ok) router.push(returnTo ?? `/settings/accounts/${outcome.value.bankAccountId}`);
  }

  return (
    <form onSubmit={send} className={classes.form} noValidate>
      <div className={classes.group}>
        <TextInput
          name="account"
          label="IBAN or account number"
          defaultValue={account}
          error={errorOf('account')}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <NativeSelect
          name="currency"
          label="Currency"
          data={[...currencies]}
          defaultValue={currency}
          error={errorOf('currency')}
        />
        <NameFields settings={settings} entities={entities} errorOf={errorOf} />
      </div>
      <ScheduleFields settings={settings} errorOf={errorOf} />
      <fieldset className={classes.group}>
        <legend>Where you know it</legend>
        <TextInput name="bic" label="BIC" error={errorOf('bic')} autoComplete="off" spellCheck={false} />
        <FormDateField name="openedOn" label="Opened on" defaultValue="" error={errorOf('openedOn')} />
        <OtherFields settings={settings} errorOf={errorOf} />
      </fieldset>
      <Refusal>{refusal}</Refusal>
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={busy || value !== null} aria-busy={busy}>
          Add account
        </Button>
      </div>
    </form>
  );
}
