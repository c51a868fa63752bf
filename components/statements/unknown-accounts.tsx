import type { NamedAccount } from '#domains/erp/statements/accounts-in-files.ts';
import { AddAccounts } from '../accounts/add-accounts.tsx';
import { Card } from '../ui/card.tsx';

export type UnknownAccountsProps = {
  readonly accounts: readonly NamedAccount[];
  readonly fileId: string;
  readonly mayAdd: boolean;
};

/** The accounts that a file names and nobody told Nexus about, with what can be done. */
export function UnknownAccounts({ accounts, fileId, mayAdd }: UnknownAccountsProps) {
  return (
    <Card title="Accounts that Nexus does not know" padded>
      {mayAdd ? (
        <AddAccounts accounts={accounts} fileId={fileId} />
      ) : (
        <p>Ask a treasurer or an admin to add the account. The file is read again by itself.</p>
      )}
    </Card>
  );
}
