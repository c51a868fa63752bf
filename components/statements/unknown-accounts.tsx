import type { NamedAccount } from '#domains/erp/statements/accounts-in-files.ts';
import { AddAccounts } from '../accounts/add-accounts.tsx';
import { Card } from '../ui/card.tsx';
import { type AccountChoice, KnownAs, type KnownAsProps } from './known-as.tsx';
import classes from './unknown-accounts.module.css';

const SHOWN = 20;

export type UnknownAccountsProps = {
  readonly named: readonly NamedAccount[];
  readonly fileId: string;
  readonly mayAdd: boolean;
  /** The accounts of which each may be one. */
  readonly accounts: readonly AccountChoice[];
  readonly know: KnownAsProps['know'];
};

/** The accounts that a file names and nobody told Nexus about: each is added, or is one that is known by another number. */
export function UnknownAccounts({ named, fileId, mayAdd, accounts, know }: UnknownAccountsProps) {
  return (
    <Card title="Accounts that Nexus does not know" padded>
      {mayAdd ? (
        <div className={classes.accounts}>
          {named.slice(0, SHOWN).map((one) => (
            <div key={`${one.account} ${one.currency}`} className={classes.account}>
              <AddAccounts accounts={[one]} fileId={fileId} />
              <KnownAs named={one} accounts={accounts} know={know} />
            </div>
          ))}
        </div>
      ) : (
        <p>Ask a treasurer or an admin to add the account. The file is read again by itself.</p>
      )}
    </Card>
  );
}
