'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { type ChangeEvent, type FormEvent, type ReactNode, useState, useTransition } from 'react';
import classes from './filter-bar.module.css';

export type FilterFormProps = {
  readonly path: string;
  /** How many filters are set, shown on the button that opens them on a phone. */
  readonly set: number;
  readonly children: ReactNode;
};

/** A GET form that leaves empty fields out of the address and applies choices as they are made. */
export function FilterForm({ path, set, children }: FilterFormProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [open, setOpen] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string' && entry[1].trim() !== '';
    });
    const query = new URLSearchParams(filled.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
    startTransition(() => router.push(query ? `${path}?${query}` : path));
  }

  function applyChoice(event: ChangeEvent<HTMLFormElement>) {
    if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
  }

  return (
    <form
      method="get"
      action={path}
      className={classes.form}
      aria-busy={pending}
      data-open={open || undefined}
      onSubmit={submit}
      onChange={applyChoice}
    >
      <Button className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        {set > 0 ? `Filter (${set})` : 'Filter'}
      </Button>
      {children}
      {/* Without a submit button, Enter does nothing in a form of several text fields. */}
      <button type="submit" className={classes.apply}>
        Apply
      </button>
    </form>
  );
}
