import type { FileRow } from '#domains/erp/statements/list-files.ts';
import { formatInstant } from '../ui/age.ts';
import { formatCount } from '../ui/format-amount.ts';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import { counted, fileStatusLabel, formatLabel, sizeLabel } from './words.ts';

export type FileTableProps = Pick<ListTableProps<FileRow>, 'rows' | 'empty'> & { readonly timeZone: string };

/** Uploaded files, the newest first. */
export function FileTable({ timeZone, ...props }: FileTableProps) {
  const columns: Column<FileRow>[] = [
    {
      key: 'file',
      header: 'File',
      grow: true,
      linked: true,
      cell: (row) => <TwoLines main={row.filename} detail={detailOf(row)} />,
      narrow: (row) => `${formatInstant(row.createdAt, timeZone)} · ${counted(row.rowCount, 'row')}`,
    },
    { key: 'status', header: 'State', cell: (row) => <FileStatus status={row.status} /> },
    {
      key: 'statements',
      header: 'Statements',
      align: 'end',
      priority: 3,
      cell: (row) => formatCount(row.statementCount),
    },
    { key: 'rows', header: 'Rows', align: 'end', priority: 2, cell: (row) => formatCount(row.rowCount) },
    {
      key: 'known',
      header: 'Here already',
      align: 'end',
      priority: 4,
      quiet: true,
      cell: (row) => (row.knownRowCount > 0 ? formatCount(row.knownRowCount) : '–'),
    },
    {
      key: 'problems',
      header: 'Problems',
      align: 'end',
      priority: 3,
      cell: (row) => (row.problemCount > 0 ? formatCount(row.problemCount) : '–'),
    },
    {
      key: 'uploaded',
      header: 'Uploaded',
      priority: 2,
      quiet: true,
      cell: (row) => <TwoLines main={formatInstant(row.createdAt, timeZone)} detail={row.uploadedBy} />,
    },
  ];
  return (
    <ListTable
      label="Files"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `/statements/files/${row.id}`}
      {...props}
    />
  );
}

/** Where a file is, as a dot and a word. */
export function FileStatus({ status }: { status: string }) {
  const { tone, label } = fileStatusLabel(status);
  return <Status tone={tone}>{label}</Status>;
}

function detailOf(row: FileRow): string {
  if (row.errorMessage) return row.errorMessage;
  return `${formatLabel(row.format)} · ${sizeLabel(row.sizeBytes)}`;
}
