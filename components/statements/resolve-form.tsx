'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TableMapping } from '#domains/erp/statements/formats/reader.ts';
import type { Outcome } from '#domains/outcome.ts';
import { Refusal } from '../ui/alert.tsx';
import classes from './resolve-form.module.css';

export type ResolveFormProps = {
  /** A CSV file asks how it is to be read; any other is simply read again. */
  readonly isCsv: boolean;
  readonly accounts: readonly { readonly identifier: string; readonly label: string }[];
  readonly currencies: readonly string[];
  readonly resolve: (mapping: TableMapping | null) => Promise<Outcome<void>>;
};

const AS_RECOGNISED = { value: '', label: 'As recognised' };

/** Says how a waiting file is to be read, and has it read again. */
export function ResolveForm({ isCsv, accounts, currencies, resolve }: ResolveFormProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await resolve(isCsv ? mappingOf(fields) : null);
    setRefusal(outcome.ok ? null : outcome.message);
    setBusy(false);
  }

  return (
    <form onSubmit={send} className={classes.form}>
      {isCsv && (
        <div className={classes.fields}>
          <NativeSelect
            name="dateOrder"
            label="Dates"
            data={[
              AS_RECOGNISED,
              { value: 'dayFirst', label: 'Day first: 02/03 is 2 March' },
              { value: 'monthFirst', label: 'Month first: 02/03 is 3 February' },
              { value: 'yearFirst', label: 'Year first: 2026/03/02' },
            ]}
          />
          <NativeSelect
            name="decimalSign"
            label="Decimal sign"
            data={[
              AS_RECOGNISED,
              { value: '.', label: 'Point: 1,190.00' },
              { value: ',', label: 'Comma: 1.190,00' },
            ]}
          />
          <NativeSelect
            name="account"
            label="Account"
            data={[AS_RECOGNISED, ...accounts.map(({ identifier, label }) => ({ value: identifier, label }))]}
          />
          <NativeSelect name="currency" label="Currency" data={[AS_RECOGNISED, ...currencies]} />
          <TextInput name="bookingDate" label="Column of the booking date" placeholder="As recognised" />
          <TextInput name="amount" label="Column of the amount" placeholder="As recognised" />
        </div>
      )}
      <Refusal>{refusal}</Refusal>
      <div>
        <Button type="submit" variant="filled" disabled={busy} aria-busy={busy}>
          Read it again
        </Button>
      </div>
    </form>
  );
}

function mappingOf(fields: FormData): TableMapping | null {
  const text = (name: string) => String(fields.get(name) ?? '').trim() || undefined;
  const [bookingDate, amount] = [text('bookingDate'), text('amount')];
  const columns = { ...(bookingDate && { bookingDate }), ...(amount && { amount }) };
  const mapping = {
    dateOrder: text('dateOrder'),
    decimalSign: text('decimalSign'),
    account: text('account'),
    currency: text('currency'),
    ...(Object.keys(columns).length > 0 && { columns }),
  };
  const given = Object.entries(mapping).filter(([, value]) => value !== undefined);
  return given.length > 0 ? (Object.fromEntries(given) as TableMapping) : null;
}
