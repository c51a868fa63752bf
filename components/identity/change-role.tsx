'use client';

import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '#components/ui/alert.tsx';
import type { Outcome } from '#domains/outcome.ts';
import classes from './form.module.css';
import { RoleSelect } from './role-select.tsx';
import type { PersonRole } from './roles.ts';
import { useSubmission } from './use-submission.ts';

export type ChangeRoleProps = {
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  /** Roles that may be given. */
  readonly roles: readonly PersonRole[];
  readonly change: (input: { userId: string; role: PersonRole }) => Promise<Outcome<unknown>>;
};

/** Gives a person another role. */
export function ChangeRole({ person, roles, change }: ChangeRoleProps) {
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState(person.role as PersonRole);
  const { submit, busy, refusal } = useSubmission(change);

  async function save(event: FormEvent) {
    event.preventDefault();
    const outcome = await submit({ userId: person.id, role });
    if (outcome.ok) setOpen(false);
  }

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`Change the role of ${person.name}`}>
        Change role
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={`Role of ${person.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form onSubmit={save} className={classes.form}>
          <RoleSelect roles={roles} role={role} onChange={setRole} autoFocus />
          <Refusal>{refusal}</Refusal>
          <div className={classes.buttons}>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="filled" disabled={busy || role === person.role}>
              Change role
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
