import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { AccountTable } from '#components/accounts/account-table.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { listAccountStates } from '#domains/treasury/accounts/account-states.ts';

export const metadata: Metadata = { title: 'Bank accounts' };

export default async function AccountsPage() {
  const scope = await requireSession('viewSettings');
  const { company, now, today, view, chosen } = await workspaceView(scope);
  const accounts = await read(scope, 'viewSettings', (tx) =>
    listAccountStates(tx, view, { now, today, timeZone: company.timeZone }),
  );
  const add = may(scope.role, 'openBankAccount') && (
    <ButtonLink href="/settings/accounts/new">Add an account</ButtonLink>
  );
  return (
    <>
      <Card title="Bank accounts" actions={accounts.length > 0 && add}>
        <AccountTable
          rows={accounts}
          empty={
            <EmptyState
              title={chosen ? `There is no bank account of ${chosen} yet.` : 'There is no bank account yet.'}
              actions={add}
            >
              Add the accounts whose statements you get. A statement file of an account that is not here waits
              until it is.
            </EmptyState>
          }
        />
      </Card>
      <ListKeys />
    </>
  );
}
