import type { StatementOfFile } from '#domains/erp/statements/list-files.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { TwoLines } from '../ui/text.tsx';
import { BalanceCheck } from './balance-check.tsx';
import { kindLabel } from './words.ts';

const columns: Column<StatementOfFile>[] = [
  {
    key: 'account',
    header: 'Account',
    grow: true,
    linked: true,
    cell: (row) => (
      <TwoLines
        main={row.account}
        detail={row.number ? `${kindLabel(row.kind)} · no. ${row.number}` : kindLabel(row.kind)}
      />
    ),
    narrow: (row) => <BalanceCheck {...row} />,
  },
  { key: 'day', header: 'Day', cell: (row) => (row.toDate ? formatDate(row.toDate) : 'No date') },
  {
    key: 'closing',
    header: 'Closing',
    align: 'end',
    priority: 2,
    cell: (row) => <Amount amount={row.closing} currency={row.currency} />,
  },
  {
    key: 'rows',
    header: 'Rows',
    align: 'end',
    priority: 3,
    cell: (row) => formatCount(row.rows),
  },
  {
    key: 'known',
    header: 'Here already',
    align: 'end',
    priority: 4,
    quiet: true,
    cell: (row) => (row.known > 0 ? formatCount(row.known) : '–'),
  },
  { key: 'check', header: 'Check', priority: 2, cell: (row) => <BalanceCheck {...row} /> },
];

/** The statements that a file holds, in its order. */
export function FileStatements({ rows }: { rows: readonly StatementOfFile[] }) {
  return (
    <ListTable
      label="Statements of this file"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/statements/${row.id}`}
    />
  );
}
