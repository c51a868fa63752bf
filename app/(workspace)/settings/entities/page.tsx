import type { Metadata } from 'next';
import { CompanyForm } from '#components/identity/company-form.tsx';
import { EntityForm } from '#components/identity/entity-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { type EntityRow, findWorkspace, listEntities } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { CURRENCIES } from '#lib/currency.ts';
import { add, change } from './actions.ts';

export const metadata: Metadata = { title: 'Company and entities' };

const columns: Column<EntityRow>[] = [
  { key: 'code', header: 'Code', cell: (row) => row.code },
  { key: 'name', header: 'Name', grow: true, cell: (row) => row.name },
  { key: 'currency', header: 'Currency', cell: (row) => row.baseCurrency },
  { key: 'country', header: 'Country', priority: 2, quiet: true, cell: (row) => row.country ?? '' },
  { key: 'vat', header: 'VAT ids', priority: 3, quiet: true, cell: (row) => row.vatIds.join(', ') },
];

export default async function EntitiesPage() {
  const scope = await requireSession('viewSettings');
  const { company, entities } = await read(scope, 'viewSettings', async (tx) => ({
    company: await findWorkspace(tx),
    entities: await listEntities(tx),
  }));
  const { name, defaultCurrency, timeZone, defaultPaymentTermsDays } = company;
  const fields = { name, defaultCurrency, timeZone, defaultPaymentTermsDays };
  return (
    <>
      <Card title="Company" padded>
        {may(scope.role, 'changeWorkspace') ? (
          <CompanyForm
            company={fields}
            currencies={CURRENCIES}
            timeZones={Intl.supportedValuesOf('timeZone')}
            change={change}
          />
        ) : (
          <DefinitionList
            items={[
              { term: 'Name', value: name },
              { term: 'Base currency', value: defaultCurrency },
              { term: 'Time zone', value: timeZone },
              { term: 'Payment terms', value: `${defaultPaymentTermsDays} days` },
            ]}
          />
        )}
      </Card>
      <Card title="Entities" note="the code is what an invoice names">
        <ListTable
          label="Entities"
          columns={columns}
          rows={entities}
          rowKey={(row) => row.id}
          empty={<EmptyState title="No entity yet.">Add the first company of the group below.</EmptyState>}
        />
      </Card>
      {may(scope.role, 'addEntity') && (
        <Card title="Add an entity" padded>
          <EntityForm currencies={CURRENCIES} baseCurrency={defaultCurrency} add={add} />
        </Card>
      )}
    </>
  );
}
