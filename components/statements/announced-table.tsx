import Link from 'next/link';
import type { AnnouncedRow } from '#domains/erp/statements/announcements/queries.ts';
import { signedAmount } from '#domains/erp/statements/signed-amount.ts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import classes from './statements.module.css';
import { announcementLabel, kindLabel } from './words.ts';

const columns: Column<AnnouncedRow>[] = [
  {
    key: 'date',
    header: 'Day',
    priority: 2,
    cell: (row) => <time dateTime={row.date}>{formatDate(row.date)}</time>,
  },
  {
    key: 'text',
    header: 'Text and party',
    grow: true,
    linked: true,
    cell: (row) => (
      <TwoLines main={row.counterparty ?? row.description} detail={row.counterparty && row.description} />
    ),
    narrow: (row) => (
      <div className={classes.wrap}>
        {formatShortDate(row.date)} · {row.account}
        <div>
          <State row={row} />
        </div>
      </div>
    ),
  },
  { key: 'account', header: 'Account', priority: 3, cell: (row) => row.account },
  {
    key: 'source',
    header: 'Told by',
    priority: 3,
    quiet: true,
    cell: (row) => (row.kind === 'endOfDay' ? 'Pending' : kindLabel(row.kind)),
  },
  {
    key: 'amount',
    header: 'Amount',
    align: 'end',
    cell: (row) => <Amount amount={signedAmount(row)} currency={row.currency} signed />,
  },
  { key: 'state', header: 'Booking', priority: 2, cell: (row) => <State row={row} /> },
];

/** Rows that announce money, with what became of each. */
export function AnnouncedTable(props: Pick<ListTableProps<AnnouncedRow>, 'rows' | 'empty'>) {
  return (
    <ListTable
      label="Announced rows"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={hrefOf}
      {...props}
    />
  );
}

/** What is expected can be matched already; else its place in what announced it. */
function hrefOf(row: AnnouncedRow): string {
  return row.state === 'expected' || row.matchStatus !== 'unmatched'
    ? `/reconciliation?row=${row.id}`
    : `/statements/${row.statementId}?after=${Math.max(0, row.rowNumber - 1)}`;
}

function State({ row }: { row: AnnouncedRow }) {
  const { tone, label } = announcementLabel(row.state);
  return (
    <Status tone={tone}>
      {row.bookedStatementId && row.bookedDate ? (
        <Link href={`/statements/${row.bookedStatementId}`} prefetch={false}>
          {label} {formatShortDate(row.bookedDate)}
        </Link>
      ) : (
        label
      )}
      {row.state !== 'booked' && row.matchStatus !== 'unmatched' && ', matched'}
    </Status>
  );
}
