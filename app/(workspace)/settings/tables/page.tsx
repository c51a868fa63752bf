import type { Metadata } from 'next';
import { headerWords } from '#components/statements/preview/choice-words.ts';
import { Chosen } from '#components/statements/preview/chosen.tsx';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { listMappings, type MappingRow } from '#domains/erp/statements/table-mappings/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { findWorkspace } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { forget } from './actions.ts';

export const metadata: Metadata = { title: 'Table columns' };

export default async function TablesPage() {
  const scope = await requireSession('viewSettings');
  const { mappings, company } = await read(scope, 'viewSettings', async (tx) => ({
    mappings: await listMappings(tx),
    company: await findWorkspace(tx),
  }));
  const accountOf = (row: MappingRow) => row.account ?? 'Any account';
  const columns: Column<MappingRow>[] = [
    {
      key: 'account',
      header: 'Account and header',
      grow: true,
      cell: (row) => <TwoLines main={accountOf(row)} detail={headerWords(row.header)} />,
      narrow: (row) => <Chosen choice={row.mapping} />,
    },
    { key: 'choice', header: 'Chosen', priority: 2, cell: (row) => <Chosen choice={row.mapping} /> },
    {
      key: 'by',
      header: 'By',
      priority: 3,
      quiet: true,
      cell: (row) => <TwoLines main={row.by} detail={formatInstant(row.updatedAt, company.timeZone)} />,
    },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        may(scope.role, 'forgetTableMapping') && (
          <ConfirmButton
            label="Forget"
            question={`Forget how tables of ${accountOf(row)} with this header are read?`}
            consequence="The next one waits until somebody has looked at it. What was imported stays."
            confirmLabel="Forget"
            fields={{ mappingId: row.id }}
            action={forget}
          />
        ),
    },
  ];
  return (
    <Card title="Table columns" note="how CSV and Excel files are read that somebody has looked at">
      <ListTable
        label="Remembered tables"
        columns={columns}
        rows={mappings}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Nothing is remembered yet.">
            When you import a table, Nexus reads the next one with its header the same way.
          </EmptyState>
        }
      />
    </Card>
  );
}
