import type { ReactNode } from 'react';
import { signOut } from '#app/(auth)/sign-out.ts';
import { type WorkspaceView, workspaceView } from '#app/workspace-view.ts';
import { roleLabel } from '#components/identity/roles.ts';
import type { RecordState } from '#components/shell/record-footer.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { formatTime } from '#components/ui/age.ts';
import { countDocuments } from '#domains/erp/invoices/count-documents.ts';
import { recordState } from '#domains/identity/audit/record-state.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { ownProfile } from '#domains/identity/users/queries.ts';
import { read } from '#domains/run.ts';
import { rowsLeft } from '#domains/treasury/overview/rows-left.ts';
import { dateIn } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import { chooseEntity } from './actions.ts';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const scope = await requireSession('viewProfile');
  const view = await workspaceView(scope);
  const { profile, counts, record } = await read(scope, 'viewProfile', async (tx) => ({
    profile: await ownProfile(tx),
    counts: { documents: await countDocuments(tx, view.view), reconciliation: await rowsLeft(tx, view.view) },
    record: await recordState(tx),
  }));
  return (
    <Shell
      entities={{
        company: view.company.name,
        options: view.entities.map(({ code, name }) => ({ code, name })),
        chosen: view.chosen,
        choose: chooseEntity,
      }}
      counts={counts}
      person={{ name: profile.name, email: profile.email, role: roleLabel(profile.role) }}
      record={shownRecord(record, view)}
      allowed={{ audit: may(scope.role, 'viewAudit'), upload: may(scope.role, 'uploadStatement') }}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}

function shownRecord(
  { events, head, verification }: Awaited<ReturnType<typeof recordState>>,
  { company: { timeZone }, today }: WorkspaceView,
): RecordState {
  if (!verification) return { events, head, verifiedAt: null, intact: true };
  const { verifiedAt, clean } = verification;
  const day = dateIn(timeZone, verifiedAt);
  return {
    events,
    head,
    verifiedAt: day === today ? formatTime(verifiedAt, timeZone) : formatDate(day),
    intact: clean,
  };
}
