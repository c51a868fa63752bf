import type { CommandRow } from '#domains/identity/audit/list-commands.ts';
import { formatInstant } from '../ui/age.ts';
import { Figure } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import { commandLabel, resourceLabel } from './words.ts';

export type CommandTableProps = Pick<ListTableProps<CommandRow>, 'rows' | 'empty'> & {
  readonly timeZone: string;
};

/** What was done, by whom and to what, newest first. */
export function CommandTable({ timeZone, ...table }: CommandTableProps) {
  return (
    <ListTable
      label="Commands"
      columns={columnsOf(timeZone)}
      rowKey={(row) => row.id}
      rowHref={(row) => `/audit/${row.id}`}
      {...table}
    />
  );
}

function columnsOf(timeZone: string): Column<CommandRow>[] {
  const when = (row: CommandRow) => formatInstant(row.createdAt, timeZone);
  return [
    {
      key: 'what',
      header: 'What',
      grow: true,
      linked: true,
      cell: (row) =>
        row.resource === 'refusal' ? (
          <Status tone="bad">Refused: {commandLabel(row.action).toLowerCase()}</Status>
        ) : (
          commandLabel(row.action)
        ),
      narrow: (row) => (
        <>
          {row.who} · {when(row)}
        </>
      ),
    },
    { key: 'who', header: 'Who', priority: 2, cell: (row) => row.who },
    { key: 'when', header: 'When', priority: 2, cell: when },
    {
      key: 'resource',
      header: 'Resource',
      priority: 3,
      cell: (row) => <TwoLines main={resourceLabel(row.resource)} detail={shortId(row.resourceId)} />,
    },
    { key: 'address', header: 'Address', priority: 4, quiet: true, cell: (row) => row.ipAddress },
    {
      key: 'events',
      header: 'Events',
      align: 'end',
      priority: 3,
      cell: (row) => <Figure text={formatCount(row.lastPosition - row.firstPosition + 1)} />,
    },
    {
      key: 'position',
      header: 'Position',
      align: 'end',
      quiet: true,
      cell: (row) => <Figure text={formatCount(row.lastPosition)} />,
    },
  ];
}

/** The end of an id, which tells ids of one moment apart. */
function shortId(id: string | null): string | null {
  return id && `…${id.slice(-12)}`;
}
