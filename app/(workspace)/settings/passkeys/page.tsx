import type { Metadata } from 'next';
import { AddPasskey } from '#components/identity/add-passkey.tsx';
import classes from '#components/identity/form.module.css';
import { RenamePasskey } from '#components/identity/rename-passkey.tsx';
import { StepUpConfirm } from '#components/identity/step-up-confirm.tsx';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { type PasskeyRow, passkeysOf } from '#domains/identity/passkeys/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { ownProfile } from '#domains/identity/users/queries.ts';
import { read } from '#domains/run.ts';
import { begin, finish, remove, rename } from './actions.ts';

export const metadata: Metadata = { title: 'Passkeys' };

export default async function PasskeysPage() {
  const scope = await requireSession('viewProfile');
  const { passkeys, profile } = await read(scope, 'viewProfile', async (tx) => ({
    passkeys: await passkeysOf(tx, scope.userId),
    profile: await ownProfile(tx),
  }));
  const at = (instant: string | null) => (instant ? formatInstant(instant, profile.timeZone) : 'never');
  const columns: Column<PasskeyRow>[] = [
    {
      key: 'name',
      header: 'Passkey',
      grow: true,
      cell: (row) => (
        <TwoLines main={row.name} detail={row.backedUp ? 'on all your devices' : 'on one device'} />
      ),
    },
    { key: 'used', header: 'Last used', priority: 2, cell: (row) => at(row.lastUsedAt) },
    { key: 'made', header: 'Made', priority: 3, quiet: true, cell: (row) => at(row.createdAt) },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) => (
        <div className={classes.actions}>
          <RenamePasskey passkeyId={row.id} name={row.name} action={rename} />
          <StepUpConfirm
            label="Remove"
            danger
            disabled={passkeys.length === 1}
            question={`Remove the passkey ${row.name}?`}
            consequence="It can no longer sign in. Other sessions that it opened end."
            confirmLabel="Remove"
            fields={{ passkeyId: row.id }}
            action={remove}
          />
        </div>
      ),
    },
  ];
  return (
    <>
      <Card title="Your passkeys" note={passkeys.length === 1 ? 'the last one cannot be removed' : undefined}>
        <ListTable label="Your passkeys" columns={columns} rows={passkeys} rowKey={(row) => row.id} />
      </Card>
      <Card title="One more" note="for another device, or to keep in a safe" padded>
        <AddPasskey begin={begin} finish={finish} />
      </Card>
    </>
  );
}
