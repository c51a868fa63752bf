import type { Metadata } from 'next';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { Status } from '#components/ui/status.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { nameFromUserAgent } from '#domains/identity/passkeys/name-from-user-agent.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { type LiveSession, liveSessions } from '#domains/identity/sessions/queries.ts';
import { ownProfile } from '#domains/identity/users/queries.ts';
import { read } from '#domains/run.ts';
import { systemClock } from '#lib/clock.ts';
import { revoke } from './actions.ts';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const scope = await requireSession('viewProfile');
  const seesAll = may(scope.role, 'viewPeople');
  const { sessions, profile } = await read(scope, 'viewProfile', async (tx) => ({
    sessions: await liveSessions(tx, systemClock(), seesAll ? undefined : scope.userId),
    profile: await ownProfile(tx),
  }));
  const at = (instant: string) => formatInstant(instant, profile.timeZone);
  const mayEnd = (row: LiveSession) => row.userId === scope.userId || may(scope.role, 'suspendUser');
  const columns: Column<LiveSession>[] = [
    {
      key: 'who',
      header: seesAll ? 'Person and browser' : 'Browser',
      grow: true,
      cell: (row) => {
        const browser = `${nameFromUserAgent(row.userAgent)} · ${row.ip ?? 'address unknown'}`;
        return seesAll ? (
          <TwoLines main={row.person} detail={browser} />
        ) : (
          <TwoLines main={browser} detail={row.passkey ? `by the passkey ${row.passkey}` : undefined} />
        );
      },
    },
    { key: 'started', header: 'Signed in', priority: 3, quiet: true, cell: (row) => at(row.startedAt) },
    { key: 'seen', header: 'Last seen', priority: 2, cell: (row) => at(row.lastSeenAt ?? row.startedAt) },
    { key: 'ends', header: 'Ends', priority: 4, quiet: true, cell: (row) => at(row.expiresAt) },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) => {
        if (row.id === scope.sessionId) return <Status tone="ok">This session</Status>;
        return (
          mayEnd(row) && (
            <ConfirmButton
              label="Sign out"
              question={`Sign ${row.userId === scope.userId ? 'this browser' : row.person} out?`}
              consequence="Whoever uses it has to sign in again. What was not saved is lost."
              confirmLabel="Sign out"
              fields={{ sessionId: row.id }}
              action={revoke}
            />
          )
        );
      },
    },
  ];
  return (
    <Card
      title={seesAll ? 'Everybody who is signed in' : 'Where you are signed in'}
      note="a session ends after an hour without use, or after 12 hours"
    >
      <ListTable label="Sessions" columns={columns} rows={sessions} rowKey={(row) => row.id} />
    </Card>
  );
}
