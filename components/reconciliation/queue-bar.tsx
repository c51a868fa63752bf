'use client';

import { Button, NativeSelect } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Figure } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import { hrefWith } from '../ui/list-url.ts';
import { Progress } from '../ui/progress.tsx';
import { QUEUE_TITLES } from './words.ts';
import classes from './workbench.module.css';
import type { WorkbenchProps } from './workbench.tsx';

export type QueueBarProps = Pick<WorkbenchProps, 'totals' | 'filter' | 'accounts'> & {
  /** Decisions that the server has not confirmed yet. */
  readonly saving: number;
};

/** "38 of 412 left", and the filter. */
export function QueueBar({ totals, filter, accounts, saving }: QueueBarProps) {
  const router = useRouter();
  const [open, setOpen] = useState(filter.account !== null);
  const left = totals.left - saving;
  const params = { account: filter.account ?? undefined, queue: filter.queue ?? undefined };
  const at = (changes: Record<string, string | null>) => hrefWith('/reconciliation', params, changes);
  return (
    <div className={classes.bar}>
      <span className={classes.left} role="status">
        <Figure text={formatCount(left)} /> of <Figure text={formatCount(totals.all)} /> left
      </span>
      <Progress value={totals.all - left} max={totals.all} label="Rows explained" />
      <Button onClick={() => setOpen(!open)} aria-expanded={open}>
        Filter
      </Button>
      {open && (
        <div className={classes.filter}>
          <NativeSelect
            aria-label="Account"
            value={filter.account ?? ''}
            data={[
              { value: '', label: 'All accounts' },
              ...accounts.map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={(event) => router.push(at({ account: event.currentTarget.value || null }))}
          />
          <Button component="a" href={hrefWith('/api/reconciliation/export', params, {})} download>
            Export CSV
          </Button>
        </div>
      )}
      {filter.queue && (
        <p className={classes.only}>
          Only: {QUEUE_TITLES[filter.queue]}. <Link href={at({ queue: null })}>Show all</Link>
        </p>
      )}
    </div>
  );
}
