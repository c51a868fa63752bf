import { formatDate, formatShortDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import classes from './statements.module.css';
import { formatLabel } from './words.ts';

export type Difference = {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly amount: string;
  readonly leadingAmount: string | null;
  readonly leadingDate: string | null;
  readonly currency: string;
  readonly description: string;
};

export type DifferenceTableProps = {
  readonly differences: readonly Difference[];
  /** The statement's own format, and the account's leading one. */
  readonly format: string;
  readonly leadingFormat: string;
};

/** What the statement of a second source tells otherwise than the leading one: what each alone has, and what both have on different days. */
export function DifferenceTable({ differences, format, leadingFormat }: DifferenceTableProps) {
  const columns: Column<Difference>[] = [
    { key: 'date', header: 'Day', cell: (row) => formatDate(row.date) },
    {
      key: 'text',
      header: 'Text',
      grow: true,
      cell: (row) => (row.kind === 'balance' ? 'Closing balance' : row.description),
    },
    {
      key: 'here',
      header: formatLabel(format),
      align: 'end',
      cell: (row) => row.kind !== 'onlyLeading' && <Amount amount={row.amount} currency={row.currency} />,
    },
    {
      key: 'leading',
      header: formatLabel(leadingFormat),
      align: 'end',
      cell: (row) => {
        const amount = row.kind === 'onlyLeading' ? row.amount : row.leadingAmount;
        return (
          amount && (
            <>
              {row.leadingDate && (
                <span className={classes.otherDay}>{formatShortDate(row.leadingDate)}</span>
              )}
              <Amount amount={amount} currency={row.currency} />
            </>
          )
        );
      },
    },
  ];
  return <ListTable label="Differences" columns={columns} rows={differences} rowKey={(row) => row.id} />;
}
