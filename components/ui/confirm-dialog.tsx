'use client';

import { Button, Modal, Textarea } from '@mantine/core';
import { useActionState } from 'react';
import { Refusal } from './alert.tsx';
import type { ConfirmButtonProps } from './confirm-button.tsx';
import classes from './confirm-dialog.module.css';

/** The question of a `ConfirmButton`. Closes when the action gave no problem back. */
export function ConfirmDialog(props: ConfirmButtonProps & { readonly onClose: () => void }) {
  const { question, consequence, confirmLabel, danger, reasonLabel, fields = {}, action, onClose } = props;
  const [problem, submit, pending] = useActionState(async (_: string | undefined, form: FormData) => {
    const result = await action(form);
    if (result === undefined) onClose();
    return result;
  }, undefined);

  return (
    <Modal opened onClose={onClose} title={question} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form action={submit} className={classes.form}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {consequence && <p className={classes.consequence}>{consequence}</p>}
        {reasonLabel && (
          <Textarea
            name="reason"
            label={reasonLabel}
            required
            maxLength={500}
            data-autofocus
            autosize
            minRows={2}
          />
        )}
        <Refusal>{problem}</Refusal>
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" color={danger ? 'red' : undefined} disabled={pending}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
