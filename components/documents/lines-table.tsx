import type { DocumentDetail } from '#domains/erp/invoices/document-detail.ts';
import { Amount, Figure } from '../ui/amount.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';

type Line = DocumentDetail['lines'][number];

/** What was bought or sold. */
export function LinesTable({ lines, currency }: { lines: readonly Line[]; currency: string }) {
  const columns: Column<Line>[] = [
    { key: 'number', header: '#', quiet: true, cell: (line) => line.lineNumber },
    {
      key: 'description',
      header: 'Description',
      grow: true,
      cell: (line) => line.description,
      narrow: (line) => (
        <>
          <Figure text={plain(line.quantity)} /> ×{' '}
          <Amount amount={line.unitPrice} currency={currency} code={false} />
        </>
      ),
    },
    {
      key: 'quantity',
      header: 'Quantity',
      align: 'end',
      priority: 2,
      cell: (line) => <Figure text={plain(line.quantity)} />,
    },
    {
      key: 'price',
      header: 'Unit price',
      align: 'end',
      priority: 2,
      cell: (line) => <Amount amount={line.unitPrice} currency={currency} code={false} />,
    },
    {
      key: 'tax',
      header: 'Tax',
      align: 'end',
      priority: 3,
      quiet: true,
      cell: (line) => line.taxRate !== null && `${plain(line.taxRate)} %`,
    },
    {
      key: 'account',
      header: 'G/L account',
      priority: 4,
      quiet: true,
      cell: (line) => line.glAccount,
    },
    {
      key: 'total',
      header: 'Total',
      align: 'end',
      cell: (line) => <Amount amount={line.lineTotal} currency={currency} />,
    },
  ];
  return <ListTable label="Lines" columns={columns} rows={lines} rowKey={(line) => line.id} />;
}

/** "8.0000000000" as "8": the digits that say something. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
