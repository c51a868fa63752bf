import type { DocumentRow } from '#domains/erp/invoices/list-documents.ts';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable, type ListTableProps } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { TwoLines } from '../ui/text.tsx';
import { DIRECTION_LABELS, settlementStatus, signedAmount, TYPE_LABELS } from './words.ts';

export type DocumentTableProps = Pick<ListTableProps<DocumentRow>, 'rows' | 'sort' | 'empty'> & {
  readonly today: CalendarDate;
  /** Receivables and payables stand in one list: then the sign says which way money goes. */
  readonly mixed: boolean;
  readonly showEntity: boolean;
};

/** Documents: partner and number, dates, amount and what of it is open. */
export function DocumentTable({ today, mixed, showEntity, ...table }: DocumentTableProps) {
  return (
    <ListTable
      label="Documents"
      columns={columnsOf({ today, mixed, showEntity })}
      rowKey={(row) => row.id}
      rowHref={(row) => `/documents/${row.id}`}
      {...table}
    />
  );
}

function columnsOf({
  today,
  mixed,
  showEntity,
}: Pick<DocumentTableProps, 'today' | 'mixed' | 'showEntity'>): Column<DocumentRow>[] {
  const status = (row: DocumentRow) => {
    const { tone, label } = settlementStatus({ ...row, dueDate: row.nextDueDate }, today);
    return <Status tone={tone}>{label}</Status>;
  };
  const entity: Column<DocumentRow> = {
    key: 'entity',
    header: 'Entity',
    priority: 4,
    quiet: true,
    cell: (row) => row.entity,
  };
  const direction: Column<DocumentRow> = {
    key: 'direction',
    header: 'Direction',
    priority: 4,
    quiet: true,
    cell: (row) => DIRECTION_LABELS[row.direction],
  };
  return [
    {
      key: 'partner',
      header: 'Partner and number',
      grow: true,
      linked: true,
      cell: (row) => <TwoLines main={row.partner ?? 'No partner'} detail={numbersOf(row)} />,
      narrow: (row) => (
        <>
          {row.dueDate && `Due ${formatDate(row.nextDueDate ?? row.dueDate)}`}
          <div>{status(row)}</div>
        </>
      ),
    },
    ...(mixed ? [direction] : []),
    ...(showEntity ? [entity] : []),
    {
      key: 'date',
      header: 'Document date',
      priority: 3,
      sortable: true,
      quiet: true,
      cell: (row) => row.documentDate && formatDate(row.documentDate),
    },
    {
      key: 'due',
      header: 'Due',
      priority: 2,
      sortable: true,
      cell: ({ dueDate, nextDueDate }) =>
        dueDate && (
          <TwoLines
            main={formatDate(nextDueDate ?? dueDate)}
            detail={nextDueDate !== null && nextDueDate !== dueDate && `the last ${formatDate(dueDate)}`}
          />
        ),
    },
    {
      key: 'status',
      header: 'Settlement',
      priority: 2,
      cell: (row) => (
        <>
          {status(row)}
          {row.onHold && <TwoLines main="" detail="On hold" />}
        </>
      ),
    },
    {
      key: 'open',
      header: 'Open',
      align: 'end',
      priority: 3,
      cell: (row) =>
        /[1-9]/.test(row.openAmount) ? (
          <Amount amount={signedAmount(row, row.openAmount, false)} currency={row.currency} code={false} />
        ) : (
          <Amount amount={null} currency={row.currency} code={false} />
        ),
    },
    {
      key: 'amount',
      header: 'Amount',
      align: 'end',
      cell: (row) => (
        <Amount amount={signedAmount(row, row.amount, mixed)} currency={row.currency} signed={mixed} />
      ),
    },
  ];
}

/** "2026-0417 · 5100000391 · credit note": what tells documents of one partner apart. */
function numbersOf(row: DocumentRow): string {
  return [
    row.number,
    row.erpNumber !== row.number && row.erpNumber,
    row.documentType !== 'invoice' && TYPE_LABELS[row.documentType]?.toLowerCase(),
  ]
    .filter(Boolean)
    .join(' · ');
}
