'use client';

import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './copy-field.module.css';

export type CopyFieldProps = {
  readonly label: string;
  readonly value: string;
  /** What the person must know now: "Shown once. Keep it where your ERP's secrets are." */
  readonly note?: string;
};

/** A value to take away: an invitation link, a secret that is shown once. */
export function CopyField({ label, value, note }: CopyFieldProps) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={classes.copy}>
      <TextInput
        className={classes.value}
        label={label}
        description={note}
        value={value}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={() => clipboard.copy(value)}>
        <span aria-live="polite">{clipboard.copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
