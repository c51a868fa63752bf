'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef } from 'react';
import classes from './row-work.module.css';
import { CATEGORIES } from './words.ts';

export type ReasonFormProps = {
  readonly explain: (category: string | null, reason: string) => void;
  readonly close: () => void;
};

/** Asks why there is no document for a row. */
export function ReasonForm({ explain, close }: ReasonFormProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    explain(String(fields.get('category') ?? '') || null, String(fields.get('reason') ?? '').trim());
  }

  return (
    <form onSubmit={send} className={classes.reason} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <TextInput
        ref={input}
        name="reason"
        label="Why there is no document"
        required
        maxLength={500}
        autoComplete="off"
      />
      <NativeSelect
        name="category"
        label="What it is"
        data={[{ value: '', label: 'Something else' }, ...CATEGORIES]}
      />
      <div className={classes.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="filled">
          No document
        </Button>
      </div>
    </form>
  );
}
