'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import { useSubmission } from '../identity/use-submission.ts';
import { Refusal } from '../ui/alert.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import classes from './account-aliases.module.css';
import { textOf } from './settings-fields.tsx';

type Alias = { readonly bankAccountId: string; readonly alias: string };

export type AccountAliasesProps = {
  readonly account: { readonly id: string; readonly shortName: string; readonly aliases: readonly string[] };
  /** Null for whoever may only look. */
  readonly add: ((input: Alias) => Promise<Outcome<unknown>>) | null;
  readonly remove: (form: FormData) => Promise<string | undefined>;
};

/** Other ways in which files write an account. */
export function AccountAliases({ account, add, remove }: AccountAliasesProps) {
  return (
    <div className={classes.aliases}>
      {account.aliases.length === 0 && <p>Files write it as its number only.</p>}
      <ul>
        {account.aliases.map((alias) => (
          <li key={alias}>
            <code>{alias}</code>
            {add && (
              <ConfirmButton
                label="Remove"
                question={`Is ${alias} no longer ${account.shortName}?`}
                consequence="Files that write the account so wait for you again. What was imported stays."
                confirmLabel="Remove"
                fields={{ bankAccountId: account.id, alias }}
                action={remove}
              />
            )}
          </li>
        ))}
      </ul>
      {add && <AddAlias bankAccountId={account.id} add={add} />}
    </div>
  );
}

function AddAlias({
  bankAccountId,
  add,
}: {
  bankAccountId: string;
  add: (input: Alias) => Promise<Outcome<unknown>>;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { submit, busy, refusal, errorOf } = useSubmission(add);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const alias = textOf(new FormData(event.currentTarget), 'alias');
    const outcome = await submit({ bankAccountId, alias });
    if (outcome.ok) form.current?.reset();
  }

  return (
    <form ref={form} onSubmit={send} className={classes.form} noValidate>
      <TextInput
        name="alias"
        label="As a file writes it"
        placeholder="50070010/0123456"
        error={errorOf('alias')}
        autoComplete="off"
        required
      />
      <Button type="submit" disabled={busy} aria-busy={busy}>
        Add
      </Button>
      <Refusal>{refusal}</Refusal>
    </form>
  );
}
