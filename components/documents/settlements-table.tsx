import type { DocumentDetail } from '#domains/erp/invoices/document-detail.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { Quiet, TwoLines } from '../ui/text.tsx';

type Settlement = DocumentDetail['settlements'][number];

/** The bank rows that settled the document; each leads to its statement. */
export function SettlementsTable({ settlements }: { settlements: readonly Settlement[] }) {
  return (
    <ListTable
      label="Settled by"
      columns={columns}
      rows={settlements}
      rowKey={(settlement) => settlement.id}
      rowHref={(settlement) => `/statements/${settlement.statementId}#row-${settlement.rowNumber}`}
    />
  );
}

const columns: Column<Settlement>[] = [
  {
    key: 'row',
    header: 'Bank row',
    grow: true,
    linked: true,
    cell: (row) => <TwoLines main={row.party ?? row.text} detail={row.party && row.text} />,
    narrow: (row) => `${row.account}, ${formatDate(row.date)}`,
  },
  {
    key: 'account',
    header: 'Account',
    priority: 2,
    cell: (row) => <TwoLines main={row.account} detail={`row ${row.rowNumber}`} />,
  },
  { key: 'date', header: 'Booked', priority: 2, cell: (row) => formatDate(row.date) },
  {
    key: 'origin',
    header: 'Matched by',
    priority: 3,
    quiet: true,
    cell: (row) => (row.origin === 'person' ? (row.resolvedBy ?? 'A person') : 'Nexus'),
  },
  {
    key: 'differences',
    header: 'Without cash',
    priority: 4,
    cell: (row) => (
      <Quiet>{row.differences.map((one) => differenceWords(one, row.currency)).join('; ')}</Quiet>
    ),
  },
  {
    key: 'amount',
    header: 'Settled',
    align: 'end',
    cell: (row) => <Amount amount={row.amount} currency={row.currency} />,
  },
];

const REASONS: Readonly<Record<string, string>> = {
  discount: 'cash discount',
  discountLate: 'late cash discount',
  bankCharge: 'bank charge',
  conversion: 'conversion',
  rounding: 'rounding',
};

function differenceWords({ reason, amount }: { reason: string; amount: string }, currency: string): string {
  return `${REASONS[reason] ?? reason} ${formatAmount(amount, currency)}`;
}
