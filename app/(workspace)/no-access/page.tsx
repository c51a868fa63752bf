import type { Metadata } from 'next';
import { roleLabel } from '#components/identity/roles.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';

export const metadata: Metadata = { title: 'Not for your role' };

export default async function NoAccessPage() {
  const scope = await requireSession();
  return (
    <Page>
      <PageHeader title="This page is not for your role" />
      <EmptyState
        title={`You are signed in as ${roleLabel(scope.role).toLowerCase()}.`}
        actions={
          <ButtonLink href="/" primary>
            Go to the overview
          </ButtonLink>
        }
      >
        Whoever looks after people here can change your role. The attempt is in the audit trail.
      </EmptyState>
    </Page>
  );
}
