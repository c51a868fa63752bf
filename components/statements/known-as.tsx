'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { NamedAccount } from '#domains/erp/statements/accounts-in-files.ts';
import type { Outcome } from '#domains/outcome.ts';
import { useSubmission } from '../identity/use-submission.ts';
import { Refusal } from '../ui/alert.tsx';
import classes from './unknown-accounts.module.css';

export type AccountChoice = { readonly id: string; readonly currency: string; readonly label: string };

export type KnownAsProps = {
  readonly named: NamedAccount;
  readonly accounts: readonly AccountChoice[];
  readonly know: (bankAccountId: string, alias: string) => Promise<Outcome<void>>;
};

/** Says that an account in a file is one that Nexus knows by another number. */
export function KnownAs({ named, accounts, know }: KnownAsProps) {
  const fitting = accounts.filter(({ currency }) => !named.currency || currency === named.currency);
  const [chosen, setChosen] = useState('');
  const { submit, busy, refusal, errorOf } = useSubmission((id: string) => know(id, named.account));
  if (fitting.length === 0) return null;

  return (
    <div className={classes.known}>
      <NativeSelect
        label={`Or ${named.account} is the account`}
        value={chosen}
        error={errorOf('alias')}
        data={[
          { value: '', label: 'Choose…' },
          ...fitting.map(({ id, label, currency }) => ({ value: id, label: `${label} (${currency})` })),
        ]}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      <Button onClick={() => submit(chosen)} disabled={busy || chosen === ''} aria-busy={busy}>
        This is it
      </Button>
      <Refusal>{refusal}</Refusal>
    </div>
  );
}
