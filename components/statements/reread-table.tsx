import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';

/** A row that today's reader reads otherwise than it is on record. */
export type RereadRow = {
  readonly key: string;
  readonly line: number;
  readonly kind: 'changed' | 'added' | 'gone';
  /** It is matched, and stays as it is. */
  readonly isMatched: boolean;
  readonly description: string;
  /** Signed. */
  readonly amount: string;
  readonly currency: string;
  readonly fields: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

const SHOWN_FIELDS = 6;

const columns: Column<RereadRow>[] = [
  { key: 'line', header: 'Line', align: 'end', quiet: true, priority: 2, cell: (row) => row.line },
  { key: 'row', header: 'Row', cell: (row) => row.description },
  {
    key: 'what',
    header: 'On record → as read now',
    grow: true,
    cell: (row) => <What row={row} />,
  },
  {
    key: 'amount',
    header: 'Amount',
    align: 'end',
    priority: 3,
    cell: (row) => <Amount amount={row.amount} currency={row.currency} signed />,
  },
  { key: 'state', header: 'Applying', priority: 2, cell: (row) => <Applied row={row} /> },
];

/** What today's reader reads otherwise, row by row. */
export function RereadTable({ rows }: { rows: readonly RereadRow[] }) {
  return <ListTable label="Differences" columns={columns} rows={rows} rowKey={(row) => row.key} />;
}

function What({ row: { kind, fields } }: { row: RereadRow }) {
  if (kind === 'added') return 'Not read before.';
  if (kind === 'gone') return 'Not read any more.';
  return (
    <>
      {fields.slice(0, SHOWN_FIELDS).map(({ field, before, after }) => (
        <TwoLines
          key={field}
          main={`${before ?? 'nothing'} → ${after ?? 'nothing'}`}
          detail={fieldLabel(field)}
        />
      ))}
      {fields.length > SHOWN_FIELDS && `and ${fields.length - SHOWN_FIELDS} more fields`}
    </>
  );
}

function Applied({ row: { kind, isMatched } }: { row: RereadRow }) {
  if (isMatched) return <Status tone="warn">Matched: stays</Status>;
  if (kind === 'added') return <Status tone="accent">Is added</Status>;
  return <Status tone="accent">{kind === 'gone' ? 'Moves no money' : 'Is corrected'}</Status>;
}

/** "counterparty.name" as "Counterparty name". */
function fieldLabel(field: string): string {
  const words = field
    .replaceAll('.', ' ')
    .replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
