import type { DocumentDetail } from '#domains/erp/invoices/document-detail.ts';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { Status } from '../ui/status.tsx';
import { Quiet, TwoLines } from '../ui/text.tsx';
import { settlementStatus } from './words.ts';

type Item = DocumentDetail['items'][number];

/** What is settled of a document: one line per instalment. */
export function OpenItemsTable({ items, today }: { items: readonly Item[]; today: CalendarDate }) {
  const status = (item: Item) => {
    const { tone, label } = settlementStatus(item, today);
    return <Status tone={tone}>{label}</Status>;
  };
  const columns: Column<Item>[] = [
    {
      key: 'due',
      header: 'Due',
      cell: (item) => (
        <TwoLines
          main={formatDate(item.dueDate)}
          detail={items.length > 1 && `Instalment ${item.instalment} of ${items.length}`}
        />
      ),
      narrow: (item) => status(item),
    },
    { key: 'settlement', header: 'Settlement', priority: 2, cell: (item) => status(item) },
    {
      key: 'discounts',
      header: 'Discount',
      priority: 3,
      grow: true,
      cell: (item) => <Quiet>{item.discounts.map(discountWords).join('; ')}</Quiet>,
    },
    {
      key: 'original',
      header: 'Original',
      align: 'end',
      priority: 2,
      cell: (item) => <Amount amount={item.originalAmount} currency={item.currency} code={false} />,
    },
    {
      key: 'open',
      header: 'Open',
      align: 'end',
      cell: (item) => <Amount amount={item.openAmount} currency={item.currency} />,
    },
  ];
  return <ListTable label="Open items" columns={columns} rows={items} rowKey={(item) => item.id} />;
}

function discountWords({ percent, until }: Item['discounts'][number]): string {
  return `${percent.replace(/\.?0+$/, '')} % until ${formatDate(until)}`;
}
