import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type Column, ListTable } from './list-table.tsx';

type Row = { id: string; name: string; amount: string };

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', linked: true, cell: (row) => row.name },
  { key: 'amount', header: 'Amount', sortable: true, align: 'end', cell: (row) => row.amount },
  { key: 'note', header: 'Note', priority: 3, cell: () => 'n' },
];
const sort = {
  key: 'amount',
  descending: false,
  href: (key: string, descending: boolean) => `/rows?sort=${descending ? '-' : ''}${key}`,
};

function markup(rows: Row[]): string {
  return renderToStaticMarkup(
    <MantineProvider>
      <ListTable
        label="Rows"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/rows/${row.id}`}
        sort={sort}
        empty={<p>No row yet.</p>}
      />
    </MantineProvider>,
  );
}

test('given rows, the linked cell leads to the row and the sorted header turns the order round', () => {
  const html = markup([{ id: '7', name: 'Acme', amount: '1' }]);
  expect(html).toMatch(/<a[^>]*data-row-link[^>]*href="\/rows\/7"[^>]*>Acme<\/a>/);
  expect(html).toMatch(/<th[^>]*aria-sort="ascending"[^>]*><a[^>]*href="\/rows\?sort=-amount"/);
});

test('given columns that fall away, the last of those that stay keeps the outer margin', () => {
  const html = markup([{ id: '7', name: 'Acme', amount: '1' }]);
  expect(html).toMatch(/<td data-align="end" data-last="1 2">1<\/td>/);
  expect(html).toMatch(/<td data-priority="3" data-last="3 4">n<\/td>/);
});

test('given no rows, it says what is the case instead', () => {
  expect(markup([])).toContain('<p>No row yet.</p>');
  expect(markup([])).not.toContain('<table');
});
