import type { PairRate } from '#domains/treasury/markets/queries.ts';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { formatAge } from '../ui/age.ts';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { plainRate } from './plain-rate.ts';

export type RateTableProps = Pick<ListTableProps<PairRate>, 'rows' | 'empty'> & {
  readonly today: CalendarDate;
};

/** The newest rate of each pair, its day and whose it is. */
export function RateTable({ today, ...props }: RateTableProps) {
  const columns: Column<PairRate>[] = [
    {
      key: 'pair',
      header: 'Pair',
      grow: true,
      cell: (row) => `1 ${row.base} in ${row.quote}`,
      narrow: (row) => sourceLabel(row.source),
    },
    {
      key: 'rate',
      header: 'Rate',
      align: 'end',
      cell: (row) => plainRate(row.rate),
    },
    { key: 'date', header: 'Day', align: 'end', cell: (row) => formatDate(row.date) },
    {
      key: 'age',
      header: 'Age',
      align: 'end',
      priority: 2,
      quiet: true,
      cell: (row) => formatAge(row.date, today),
    },
    {
      key: 'source',
      header: 'Source',
      priority: 2,
      cell: (row) => (
        <Status tone={row.source === 'entered' ? 'ok' : 'warn'}>{sourceLabel(row.source)}</Status>
      ),
    },
  ];
  return (
    <ListTable
      label="Exchange rates"
      columns={columns}
      rowKey={(row) => `${row.base} ${row.quote}`}
      {...props}
    />
  );
}

const sourceLabel = (source: PairRate['source']) => (source === 'entered' ? 'Entered' : 'Illustrative');
