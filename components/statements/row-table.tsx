import Link from 'next/link';
import { breaks, type RowInStatement } from '#domains/erp/statements/running-balance.ts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { Chip } from '../ui/chip.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import classes from './row-table.module.css';
import { announcementLabel, explanationLabel, queueLabel } from './words.ts';

export type RowTableProps = {
  readonly rows: readonly RowInStatement[];
  /** Number of the row at which the bank's running balance first differs. */
  readonly brokenAt: number | null;
  /** The statement's year, which its dates need not repeat. */
  readonly year: string;
};

/** The rows of a statement in the bank's order, with running balance and what explains each. */
export function RowTable({ rows, brokenAt, year }: RowTableProps) {
  const day = (date: string) => (date.startsWith(year) ? formatShortDate(date) : formatDate(date));
  const columns: Column<RowInStatement>[] = [
    { key: 'number', header: '#', align: 'end', quiet: true, priority: 2, cell: (row) => row.rowNumber },
    {
      key: 'booked',
      header: rows.some(({ announcement }) => announcement === null) ? 'Booked' : 'Day',
      cell: (row) => <time dateTime={row.transactionDate}>{day(row.transactionDate)}</time>,
    },
    {
      key: 'value',
      header: 'Value',
      priority: 4,
      quiet: true,
      cell: (row) => row.valueDate && <time dateTime={row.valueDate}>{day(row.valueDate)}</time>,
    },
    {
      key: 'text',
      header: 'Text and party',
      grow: true,
      linked: true,
      cell: (row) => <RowText row={row} />,
      narrow: (row) => <Match row={row} />,
    },
    { key: 'type', header: 'Type', priority: 3, quiet: true, cell: (row) => row.type },
    {
      key: 'amount',
      header: 'Amount',
      align: 'end',
      cell: (row) => <Amount amount={row.signed} currency={row.currency} code={false} signed />,
    },
    {
      key: 'balance',
      header: 'Balance',
      align: 'end',
      priority: 3,
      quiet: true,
      cell: (row) => <Balance row={row} />,
    },
    { key: 'match', header: 'Match', priority: 2, cell: (row) => <Match row={row} /> },
  ];
  return (
    <ListTable
      label="Rows in the bank's order"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => (isDecidable(row) ? `/reconciliation?row=${row.id}` : null)}
      rowTone={(row) => (row.rowNumber === brokenAt ? 'bad' : undefined)}
    />
  );
}

/** Booked rows, and announced ones as long as their booking is expected. */
function isDecidable({ announcement, status, matchStatus }: RowInStatement): boolean {
  if (announcement === null) return status === 'booked';
  return announcement === 'expected' || matchStatus !== 'unmatched';
}

function RowText({ row }: { row: RowInStatement }) {
  const main = row.counterpartyName ?? row.description;
  const detail = row.counterpartyName ? row.description : (row.reference ?? row.endToEndId);
  return (
    <div className={classes.text} id={`row-${row.rowNumber}`}>
      {main}
      {detail && <div className={classes.detail}>{detail}</div>}
    </div>
  );
}

function Balance({ row }: { row: RowInStatement }) {
  return (
    <>
      <Amount amount={row.running ?? row.balanceAfter} currency={row.currency} code={false} quiet />
      {breaks(row) && row.balanceAfter && (
        <Chip tone="warn">bank: {formatAmount(row.balanceAfter, row.currency)}</Chip>
      )}
    </>
  );
}

function Match({ row }: { row: RowInStatement }) {
  if (row.matchStatus === 'unmatched') {
    if (row.announcement !== null) return <Announcement row={row} />;
    if (row.queue === null) return <Status>For information</Status>;
    const { tone, label } = queueLabel(row.queue);
    return <Status tone={tone}>{label}</Status>;
  }
  const [first, ...more] = row.documents;
  const what = first ? (
    <>
      <Link href={`/documents/${first.id}`} prefetch={false} className={classes.document}>
        {first.number}
      </Link>
      {more.length > 0 && ` and ${more.length} more`}
    </>
  ) : (
    explanationLabel(row.decision?.kind ?? 'matched', row.decision?.category ?? null)
  );
  if (row.matchStatus === 'partial') return <Status tone="warn">Part: {what}</Status>;
  return (
    <>
      <Status tone="ok">{what}</Status>
      {row.decision?.reason && <div className={classes.reason}>{row.decision.reason}</div>}
    </>
  );
}

/** What became of an announced row, with the way to the booked one. */
function Announcement({ row: { announcement, bookedAs } }: { row: RowInStatement }) {
  const { tone, label } = announcementLabel(announcement);
  return (
    <Status tone={tone}>
      {bookedAs ? (
        <Link href={`/statements/${bookedAs.statementId}`} prefetch={false} className={classes.document}>
          {label} {formatShortDate(bookedAs.date)}
        </Link>
      ) : (
        label
      )}
    </Status>
  );
}
