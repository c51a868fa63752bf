import type { PreviewRow } from '#domains/erp/statements/preview/preview-sink.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../../ui/amount.tsx';
import { type Column, ListTable } from '../../ui/list-table.tsx';
import { TwoLines } from '../../ui/text.tsx';
import classes from './preview.module.css';

type Row = PreviewRow & { readonly key: string };

const columns: Column<Row>[] = [
  { key: 'line', header: 'Line', align: 'end', quiet: true, priority: 2, cell: (row) => row.line },
  { key: 'booked', header: 'Booked', cell: (row) => formatDate(row.bookingDate) },
  {
    key: 'text',
    header: 'Text and party',
    grow: true,
    cell: (row) => (
      <TwoLines
        main={row.counterparty ?? row.description}
        detail={row.counterparty ? row.description : null}
      />
    ),
  },
  {
    key: 'source',
    header: 'Source',
    priority: 3,
    quiet: true,
    cell: (row) => <div className={classes.raw}>{row.raw}</div>,
  },
  {
    key: 'amount',
    header: 'Amount',
    align: 'end',
    cell: (row) => <Amount amount={row.amount} currency={row.currency} signed />,
  },
];

/** The first rows that were read of a file, each with its source text. */
export function ReadRows({ rows }: { rows: readonly PreviewRow[] }) {
  const keyed = rows.map((row, index) => ({ ...row, key: `${index}` }));
  return <ListTable label="Rows read so far" columns={columns} rows={keyed} rowKey={(row) => row.key} />;
}
