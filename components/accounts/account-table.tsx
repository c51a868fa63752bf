import type { AccountState } from '#domains/treasury/accounts/account-states.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import { accountNumber, dueWords, missingWords, scheduleLabel, stateWords } from './words.ts';

const columns: Column<AccountState>[] = [
  {
    key: 'account',
    header: 'Account',
    grow: true,
    linked: true,
    cell: (row) => <TwoLines main={row.shortName} detail={accountNumber(row)} />,
    narrow: (row) => <AccountStatus account={row} />,
  },
  {
    key: 'entity',
    header: 'Entity',
    priority: 4,
    cell: (row) => <TwoLines main={row.entityId} detail={row.bank} />,
  },
  {
    key: 'balance',
    header: 'Balance',
    align: 'end',
    cell: (row) => (
      <TwoLines
        main={<Amount amount={row.balance} currency={row.currency} />}
        detail={row.balanceDate && formatDate(row.balanceDate)}
      />
    ),
  },
  {
    key: 'last',
    header: 'Last statement',
    priority: 3,
    cell: ({ lastStatement: last }) =>
      last ? (
        <TwoLines main={formatDate(last.date)} detail={last.number && `no. ${last.number}`} />
      ) : (
        'none yet'
      ),
  },
  {
    key: 'schedule',
    header: 'Expected',
    priority: 5,
    quiet: true,
    cell: (row) => <TwoLines main={scheduleLabel(row.statementSchedule)} detail={dueWords(row)} />,
  },
  {
    key: 'state',
    header: 'Statements',
    priority: 2,
    cell: (row) => (
      <TwoLines
        main={<AccountStatus account={row} />}
        detail={row.missing.length > 0 && missingWords(row.missing)}
      />
    ),
  },
];

/** The group's accounts with their balances and what has come for each. */
export function AccountTable(props: Pick<ListTableProps<AccountState>, 'rows' | 'empty'>) {
  return (
    <ListTable
      label="Bank accounts"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `/settings/accounts/${row.id}`}
      rowTone={(row) => (row.closedOn === null ? undefined : 'done')}
      {...props}
    />
  );
}

/** Whether the statements of the account are there: a dot and a word. */
export function AccountStatus({ account }: { account: AccountState }) {
  const { tone, label } = stateWords(account);
  return <Status tone={tone}>{label}</Status>;
}
