import type { DayOfAccount } from '#domains/treasury/accounts/queries.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';

function originOf({ statementId, note }: DayOfAccount): string {
  if (statementId !== null) return 'Statement';
  return note ? `Entered by hand: ${note}` : 'Entered by hand';
}

const columns: Column<DayOfAccount>[] = [
  {
    key: 'day',
    header: 'Day',
    linked: true,
    cell: (row) => formatDate(row.date),
    narrow: originOf,
  },
  { key: 'origin', header: 'From', priority: 2, grow: true, quiet: true, cell: originOf },
  {
    key: 'amount',
    header: 'Balance',
    align: 'end',
    cell: (row) => <Amount amount={row.amount} currency={row.currency} />,
  },
];

/** The account's last closing balances and where each comes from. */
export function BalanceTable(props: Pick<ListTableProps<DayOfAccount>, 'rows' | 'empty'>) {
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
