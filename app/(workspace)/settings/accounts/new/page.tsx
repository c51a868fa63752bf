import type { Metadata } from 'next';
import Link from 'next/link';
import { workspaceView } from '#app/workspace-view.ts';
import { OpenAccountForm } from '#components/accounts/open-account-form.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { CURRENCIES, isCurrency } from '#lib/currency.ts';
import { isId } from '#lib/ids.ts';
import { redirect } from '#next/navigation';
import { open } from '../actions.ts';

export const metadata: Metadata = { title: 'Add a bank account' };

type Params = { readonly [name: string]: string | string[] | undefined };

/** `?account=DE89…&currency=EUR&file=…`: what a waiting file asks for, and where to go back to. */
export default async function NewAccountPage({ searchParams }: { searchParams: Promise<Params> }) {
  const scope = await requireSession('viewSettings');
  if (!may(scope.role, 'openBankAccount')) redirect('/settings/accounts');
  const { company, entities, chosen } = await workspaceView(scope);
  const params = await searchParams;
  const asked = (name: string) => (typeof params[name] === 'string' ? params[name] : '');
  const [currency, file] = [asked('currency'), asked('file')];
  const entity = entities.find(({ code }) => code === chosen) ?? entities[0];
  return (
    <Card
      title="Add a bank account"
      note={<Link href="/settings/accounts">all accounts</Link>}
      padded={entity !== undefined}
    >
      {entity ? (
        <OpenAccountForm
          entities={entities.map(({ code, name }) => ({ code, name }))}
          currencies={CURRENCIES}
          account={asked('account').slice(0, 64)}
          currency={isCurrency(currency) ? currency : company.defaultCurrency}
          entityId={entity.code}
          returnTo={isId(file) ? `/statements/files/${file}` : null}
          open={open}
        />
      ) : (
        <EmptyState
          title="There is no entity yet."
          actions={<ButtonLink href="/settings/entities">Add an entity</ButtonLink>}
        >
          An account belongs to an entity, a company of the group.
        </EmptyState>
      )}
    </Card>
  );
}
