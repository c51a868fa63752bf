import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { AccountAliases } from '#components/accounts/account-aliases.tsx';
import { AccountStatus } from '#components/accounts/account-table.tsx';
import { BalanceForm } from '#components/accounts/balance-form.tsx';
import { BalanceTable } from '#components/accounts/balance-table.tsx';
import { ChangeAccountForm } from '#components/accounts/change-account-form.tsx';
import type { Settings } from '#components/accounts/settings-fields.tsx';
import {
  accountNumber,
  accountTypeLabel,
  dueWords,
  missingWords,
  scheduleLabel,
} from '#components/accounts/words.ts';
import { UploadButton } from '#components/statements/upload-button.tsx';
import { Uploads } from '#components/statements/uploads.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Amount } from '#components/ui/amount.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatAmount } from '#components/ui/format-amount.ts';
import type { EndOfDayFormat } from '#domains/erp/statements/end-of-day-formats.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { type AccountState, accountState } from '#domains/treasury/accounts/account-states.ts';
import { type DayOfAccount, lastBalances } from '#domains/treasury/accounts/queries.ts';
import { previousBusinessDay } from '#lib/business-days.ts';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { addAlias, change, enter, removeAlias } from '../actions.ts';

export const metadata: Metadata = { title: 'Bank account' };

const DAYS_SHOWN = 10;

export default async function AccountPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewSettings');
  const { company, now, today, entities } = await workspaceView(scope);
  const { id } = await params;
  const { account, balances } = await readOrNotFound(scope, 'viewSettings', async (tx) => {
    const present = { now, today, timeZone: company.timeZone };
    return {
      account: await accountState(tx, id, present),
      balances: await lastBalances(tx, id, DAYS_SHOWN),
    };
  });
  const mayUpload = may(scope.role, 'uploadStatement');
  const mayEnter = may(scope.role, 'enterBalance') && account.closedOn === null;

  const content = (
    <>
      {account.missing.length > 0 && (
        <Alert
          tone="bad"
          title={account.missing.length === 1 ? 'A statement is missing.' : 'Statements are missing.'}
        >
          {missingWords(account.missing)}. {whatToDo(mayUpload, mayEnter)}
        </Alert>
      )}
      <Card
        title={account.shortName}
        note={<Link href="/settings/accounts">all accounts</Link>}
        actions={<ButtonLink href={`/statements?account=${account.id}`}>Statements</ButtonLink>}
        padded
      >
        <DefinitionList columns={2} items={factsOf(account)} />
      </Card>
      <Card
        title="Closing balances"
        note={balances.length === DAYS_SHOWN ? `the last ${DAYS_SHOWN}` : undefined}
      >
        <BalanceTable
          accountId={account.id}
          rows={balances}
          empty={
            <EmptyState
              title={`No statement yet for ${account.shortName}.`}
              actions={mayUpload && <UploadButton />}
            >
              {whatToDo(mayUpload, mayEnter)}
            </EmptyState>
          }
        />
      </Card>
      {mayEnter && (
        <Card title="Enter a balance" note="for a day without a statement" padded>
          <BalanceForm account={account} date={dayToEnter(account, balances, today)} enter={enter} />
        </Card>
      )}
      <Card title="In files" note="other ways in which files write this account" padded>
        <AccountAliases
          account={account}
          add={may(scope.role, 'addAccountAlias') ? addAlias : null}
          remove={removeAlias}
        />
      </Card>
      {may(scope.role, 'changeBankAccount') && (
        <Card title="Change the account" padded>
          <ChangeAccountForm
            account={{ ...settingsOf(account), ...versionOf(account) }}
            entities={entities.map(({ code, name }) => ({ code, name }))}
            change={change}
          />
        </Card>
      )}
    </>
  );
  return mayUpload ? <Uploads running={[]}>{content}</Uploads> : content;
}

/** What helps an account that lacks statements. */
function whatToDo(mayUpload: boolean, mayEnter: boolean): string {
  if (mayUpload && mayEnter) return 'Drop a file here, or enter a balance.';
  return mayUpload ? 'Drop a file here.' : '';
}

/** The day whose balance a person most likely wants to enter: one that is missing, else the last without the bank's word. */
function dayToEnter(
  { missing }: AccountState,
  balances: readonly DayOfAccount[],
  today: CalendarDate,
): CalendarDate {
  const before = previousBusinessDay(today);
  const isStated = balances.some(({ date, statementId }) => date === before && statementId !== null);
  return missing[0]?.to ?? (isStated ? today : before);
}

/** What the account is; facts that nobody has given are left out. */
function factsOf(account: AccountState) {
  const { lastStatement: last, overdraftLimit, currency } = account;
  const due = dueWords(account);
  return [
    { term: 'Statements', value: <AccountStatus account={account} /> },
    {
      term: 'Balance',
      value: (
        <>
          <Amount amount={account.balance} currency={currency} />
          {account.balanceDate && ` on ${formatDate(account.balanceDate)}`}
        </>
      ),
    },
    {
      term: 'Last statement',
      value: last ? (
        <Link href={`/statements/${last.id}`}>
          {formatDate(last.date)}
          {last.number && `, no. ${last.number}`}
        </Link>
      ) : (
        'none yet'
      ),
    },
    { term: 'Expected', value: [scheduleLabel(account.statementSchedule), due].filter(Boolean).join(', ') },
    { term: account.iban ? 'IBAN' : 'Account number', value: accountNumber(account) },
    { term: 'Entity', value: account.entityId },
    account.bank && { term: 'Bank', value: account.bank },
    account.bic && { term: 'BIC', value: account.bic },
    { term: 'Type', value: accountTypeLabel(account.type) + (account.restricted ? ', restricted' : '') },
    overdraftLimit && {
      term: 'Overdraft limit',
      value: <Amount amount={overdraftLimit} currency={currency} />,
    },
    account.glAccount && { term: 'G/L account', value: account.glAccount },
    account.openedOn && { term: 'Opened', value: formatDate(account.openedOn) },
    account.closedOn && { term: 'Closed', value: formatDate(account.closedOn) },
  ].filter((fact) => fact !== null && fact !== '');
}

/** The lists of types and schedules are constraints of the table. */
function settingsOf(account: AccountState): Settings {
  const { entityId, shortName, bank, restricted, dueTime, overdraftLimit, glAccount, currency } = account;
  return {
    ...{ entityId, shortName, bank, restricted, dueTime, glAccount },
    overdraftLimit: overdraftLimit && formatAmount(overdraftLimit, currency),
    type: account.type as Settings['type'],
    statementSchedule: account.statementSchedule as Settings['statementSchedule'],
    holidayCalendar: account.holidayCalendar as Settings['holidayCalendar'],
  };
}

function versionOf({ id, version, closedOn, leadingFormat }: AccountState) {
  return { id, version, closedOn, leadingFormat: leadingFormat as EndOfDayFormat | null };
}
