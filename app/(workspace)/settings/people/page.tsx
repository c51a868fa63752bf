import type { Metadata } from 'next';
import { ChangeRole } from '#components/identity/change-role.tsx';
import classes from '#components/identity/form.module.css';
import { InviteForm } from '#components/identity/invite-form.tsx';
import { ROLES, roleLabel } from '#components/identity/roles.ts';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { Status } from '#components/ui/status.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { type InvitationRow, openInvitations } from '#domains/identity/invitations/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { listPeople, ownProfile, type PersonRow } from '#domains/identity/users/queries.ts';
import { read } from '#domains/run.ts';
import { systemClock } from '#lib/clock.ts';
import { change, invite, reactivate, suspend, uninvite } from './actions.ts';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  const scope = await requireSession('viewPeople');
  const { people, invitations, profile } = await read(scope, 'viewPeople', async (tx) => ({
    people: await listPeople(tx),
    invitations: await openInvitations(tx, systemClock()),
    profile: await ownProfile(tx),
  }));
  const at = (instant: string | null) => (instant ? formatInstant(instant, profile.timeZone) : 'never');
  const mayChange = may(scope.role, 'changeRole');
  const roles = ROLES.map((role) => role.value).filter((role) => role !== 'owner' || scope.role === 'owner');
  const outranks = (row: { role: string }) => row.role !== 'owner' || scope.role === 'owner';

  const columns: Column<PersonRow>[] = [
    {
      key: 'name',
      header: 'Person',
      grow: true,
      cell: (row) => <TwoLines main={row.name} detail={row.email} />,
      narrow: (row) => `${roleLabel(row.role)}${row.status === 'suspended' ? ', suspended' : ''}`,
    },
    { key: 'role', header: 'Role', priority: 2, cell: (row) => roleLabel(row.role) },
    {
      key: 'status',
      header: 'Status',
      priority: 2,
      cell: (row) => (
        <Status tone={row.status === 'active' ? 'ok' : 'neutral'}>
          {row.status === 'active' ? 'Active' : 'Suspended'}
        </Status>
      ),
    },
    {
      key: 'used',
      header: 'Last passkey use',
      priority: 3,
      quiet: true,
      cell: (row) => at(row.lastUsedAt),
    },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        mayChange &&
        outranks(row) && (
          <div className={classes.actions}>
            <ChangeRole person={row} roles={roles} change={change} />
            {row.id !== scope.userId && <Suspension person={row} />}
          </div>
        ),
    },
  ];
  const invitationColumns: Column<InvitationRow>[] = [
    {
      key: 'name',
      header: 'Invited',
      grow: true,
      cell: (row) => <TwoLines main={row.name} detail={row.email} />,
      narrow: (row) => `${roleLabel(row.role)}, until ${at(row.expiresAt)}`,
    },
    { key: 'role', header: 'Role', priority: 2, cell: (row) => roleLabel(row.role) },
    { key: 'by', header: 'By', priority: 3, quiet: true, cell: (row) => row.invitedBy },
    { key: 'expires', header: 'Good until', priority: 2, cell: (row) => at(row.expiresAt) },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        mayChange && (
          <ConfirmButton
            label="Revoke"
            danger
            question={`Revoke the invitation of ${row.name}?`}
            consequence="The link opens nothing any more."
            confirmLabel="Revoke"
            fields={{ invitationId: row.id }}
            action={uninvite}
          />
        ),
    },
  ];
  return (
    <>
      <Card title="People">
        <ListTable label="People" columns={columns} rows={people} rowKey={(row) => row.id} />
      </Card>
      {may(scope.role, 'inviteUser') && (
        <Card title="Invite somebody" padded>
          <InviteForm roles={roles} invite={invite} />
        </Card>
      )}
      <Card title="Open invitations">
        <ListTable
          label="Open invitations"
          columns={invitationColumns}
          rows={invitations}
          rowKey={(row) => row.id}
          empty={<EmptyState title="Nobody is invited at the moment." />}
        />
      </Card>
    </>
  );
}

function Suspension({ person }: { person: PersonRow }) {
  const isActive = person.status === 'active';
  return (
    <ConfirmButton
      label={isActive ? 'Suspend' : 'Reactivate'}
      danger={isActive}
      question={`${isActive ? 'Suspend' : 'Reactivate'} ${person.name}?`}
      consequence={
        isActive
          ? 'Their sessions end and they cannot sign in. What they did stays.'
          : 'They can sign in with their passkeys again.'
      }
      confirmLabel={isActive ? 'Suspend' : 'Reactivate'}
      fields={{ userId: person.id }}
      action={isActive ? suspend : reactivate}
    />
  );
}
