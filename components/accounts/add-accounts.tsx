import type { NamedAccount } from '#domains/erp/statements/accounts-in-files.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import classes from './account-form.module.css';

/** The accounts that a file names and Nexus does not know: each leads to a form that is filled in already, and back to the file. */
export function AddAccounts({ accounts, fileId }: { accounts: readonly NamedAccount[]; fileId: string }) {
  return (
    <div className={classes.buttons}>
      {accounts.map(({ account, currency }) => (
        <ButtonLink
          key={`${account} ${currency}`}
          href={`/settings/accounts/new?${new URLSearchParams({ account, currency: currency ?? '', file: fileId })}`}
          primary
        >
          Add {account}
          {currency && ` in ${currency}`}
        </ButtonLink>
      ))}
    </div>
  );
}
