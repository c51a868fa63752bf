import Link from 'next/link';
import type { StatementRow } from '#domains/erp/statements/list-statements.ts';
import { Amount } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import { BalanceCheck } from './balance-check.tsx';
import classes from './statements.module.css';
import { counted, formatLabel, kindLabel, periodLabel } from './words.ts';

const columns: Column<StatementRow>[] = [
  {
    key: 'account',
    header: 'Account',
    grow: true,
    linked: true,
    cell: (row) => <TwoLines main={row.account} detail={kindLabel(row.kind)} />,
    narrow: (row) => (
      <div className={classes.wrap}>
        {periodLabel(row.fromDate, row.toDate)}
        {row.unmatched > 0 && ` · ${unmatched(row)}`}
        <div>
          <Check row={row} />
        </div>
      </div>
    ),
  },
  {
    key: 'date',
    header: 'Period',
    priority: 2,
    sortable: true,
    cell: (row) => (
      <TwoLines main={periodLabel(row.fromDate, row.toDate)} detail={<NumberAndFile row={row} />} />
    ),
  },
  {
    key: 'opening',
    header: 'Opening',
    align: 'end',
    priority: 4,
    quiet: true,
    cell: (row) => <Amount amount={row.opening} currency={row.currency} code={false} />,
  },
  {
    key: 'in',
    header: 'In',
    align: 'end',
    priority: 3,
    cell: (row) => <Moved amount={row.moneyIn} currency={row.currency} signed />,
  },
  {
    key: 'out',
    header: 'Out',
    align: 'end',
    priority: 3,
    cell: (row) => <Moved amount={row.moneyOut} currency={row.currency} />,
  },
  {
    key: 'closing',
    header: 'Closing',
    align: 'end',
    cell: (row) => <Amount amount={row.closing} currency={row.currency} />,
  },
  {
    key: 'rows',
    header: 'Rows',
    align: 'end',
    priority: 2,
    cell: (row) => formatCount(row.rows),
  },
  {
    key: 'check',
    header: 'Check',
    priority: 2,
    cell: (row) => <TwoLines main={<Check row={row} />} detail={row.unmatched > 0 && unmatched(row)} />,
  },
];

/** Statements by account and day. */
export function StatementTable(props: Pick<ListTableProps<StatementRow>, 'rows' | 'sort' | 'empty'>) {
  return (
    <ListTable
      label="Statements"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `/statements/${row.id}`}
      {...props}
    />
  );
}

/** Whether balances and rows agree, of what moves a balance. */
function Check({ row }: { row: StatementRow }) {
  return row.kind === 'endOfDay' ? <BalanceCheck {...row} /> : <Status>Moves no balance</Status>;
}

/** "no. 00228 · MT940", the format being the way to the file. */
function NumberAndFile({ row }: { row: StatementRow }) {
  return (
    <>
      {row.number && `no. ${row.number} · `}
      <Link
        href={`/statements/files/${row.fileId}`}
        prefetch={false}
        className={classes.fileLink}
        title={row.filename}
      >
        {formatLabel(row.format)}
      </Link>
    </>
  );
}

const unmatched = (row: StatementRow) => `${counted(row.unmatched, 'row')} unmatched`;

function Moved({ amount, currency, signed = false }: { amount: string; currency: string; signed?: boolean }) {
  const isNothing = !/[1-9]/.test(amount);
  return <Amount amount={isNothing ? null : amount} currency={currency} code={false} signed={signed} />;
}
