import type { DayOfAccount } from '#domains/treasury/accounts/queries.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';

function originOf({ statementId, note }: DayOfAccount): string {
  if (statementId !== null) return 'Statement';
  return note ? `Entered by hand: ${note}` : 'Entered by hand';
}

/** Where the balance of a day comes from, with the way to the file that proves it. */
function Origin({ row, accountId }: { row: DayOfAccount; accountId: string }) {
  return (
    <>
      {originOf(row)}
      {row.attachmentName && (
        <>
          {' · '}
          <a href={`/api/accounts/${accountId}/proofs/${row.date}`} download>
            {row.attachmentName}
          </a>
        </>
      )}
    </>
  );
}

export type BalanceTableProps = Pick<ListTableProps<DayOfAccount>, 'rows' | 'empty'> & {
  readonly accountId: string;
};

/** The account's last closing balances and where each comes from. */
export function BalanceTable({ accountId, ...props }: BalanceTableProps) {
  const columns: Column<DayOfAccount>[] = [
    {
      key: 'day',
      header: 'Day',
      linked: true,
      cell: (row) => formatDate(row.date),
      narrow: (row) => <Origin row={row} accountId={accountId} />,
    },
    {
      key: 'origin',
      header: 'From',
      priority: 2,
      grow: true,
      quiet: true,
      cell: (row) => <Origin row={row} accountId={accountId} />,
    },
    {
      key: 'amount',
      header: 'Balance',
      align: 'end',
      cell: (row) => <Amount amount={row.amount} currency={row.currency} />,
    },
  ];
  return (
    <ListTable
      label="Closing balances"
      columns={columns}
      rowKey={(row) => row.date}
      rowHref={(row) => row.statementId && `/statements/${row.statementId}`}
      {...props}
    />
  );
}
