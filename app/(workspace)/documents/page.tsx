import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { figuresOf } from '#components/documents/document-figures.ts';
import { DocumentTable } from '#components/documents/document-table.tsx';
import { DIRECTION_LABELS, SETTLEMENT_LABELS } from '#components/documents/words.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { CountAndSums } from '#components/ui/count-and-sums.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, type FilterField } from '#components/ui/filter-bar.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { hrefWith, plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SummaryStrip } from '#components/ui/summary-strip.tsx';
import { countFiltered, documentFigures } from '#domains/erp/invoices/count-documents.ts';
import { DIRECTIONS, SETTLEMENTS } from '#domains/erp/invoices/document-filter.ts';
import { documentCursor, listDocuments } from '#domains/erp/invoices/list-documents.ts';
import { findPartner, type Partner } from '#domains/erp/partners/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import type { EntityRow } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { cursorText } from '#lib/cursor.ts';
import { redirect } from '#next/navigation';
import { documentParams, FILTERS } from './list-params.ts';

export const metadata: Metadata = { title: 'Documents' };

const PATH = '/documents';
const PAGE_SIZE = 50;

export default async function DocumentsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewDocuments');
  const { view, today, entities, chosen } = await workspaceView(scope);
  const raw = await searchParams;
  const { filter, place } = documentParams(raw, view);
  const params = plainParams(raw, [...FILTERS, 'sort']);
  const { list, counted, figures, partner } = await read(scope, 'viewDocuments', async (tx) => ({
    list: await listDocuments(tx, filter, place, PAGE_SIZE),
    counted: await countFiltered(tx, filter),
    figures: await documentFigures(tx, view, today),
    partner: filter.partner ? await findPartner(tx, filter.partner) : null,
  }));
  // Going back ends short of a page where the list begins: then show its beginning.
  if (place.before && !list.hasPrevious && list.rows.length < PAGE_SIZE) redirect(hrefWith(PATH, params, {}));
  const [first, last] = [list.rows[0], list.rows.at(-1)];
  const isFiltered = FILTERS.some((name) => params[name]);
  const mixed = filter.direction === null;
  const cursorAt = (name: 'after' | 'before', row: typeof first) =>
    row ? hrefWith(PATH, params, { [name]: cursorText(documentCursor(row, place.by)) }) : null;

  return (
    <Page>
      <PageHeader title="Documents" note="invoices and credit notes from the ERP" />
      <SummaryStrip label="Documents by state" figures={figuresOf(figures, params, today)} />
      <FilterBar
        path={PATH}
        params={params}
        fields={fieldsOf({
          entities: chosen === null ? entities : [],
          currencies: figures.currencies,
          partner,
        })}
        actions={
          <ButtonLink href={hrefWith('/api/documents/export', params, {})} download>
            Export CSV
          </ButtonLink>
        }
      />
      <Card>
        <DocumentTable
          rows={list.rows}
          today={today}
          mixed={mixed}
          showEntity={chosen === null && entities.length > 1}
          sort={{
            key: place.by,
            descending: place.descending,
            href: (key, descending) => hrefWith(PATH, params, { sort: descending ? `-${key}` : key }),
          }}
          empty={
            isFiltered ? (
              <EmptyState
                title="No document fits this filter."
                actions={<ButtonLink href={PATH}>Show all</ButtonLink>}
              />
            ) : (
              <EmptyState
                title="No document has come in yet."
                actions={
                  may(scope.role, 'createIntegration') && (
                    <ButtonLink href="/settings/integrations">Set up an integration</ButtonLink>
                  )
                }
              >
                The ERP posts its invoices to a signed address; each integration has one.
              </EmptyState>
            )
          }
        />
        <Pagination
          previousHref={list.hasPrevious ? cursorAt('before', first) : null}
          nextHref={list.hasNext ? cursorAt('after', last) : null}
          labels={
            place.descending ? { previous: 'Later', next: 'Earlier' } : { previous: 'Earlier', next: 'Later' }
          }
        >
          <CountAndSums {...counted} noun={{ one: 'document', many: 'documents' }} signed={mixed} />
        </Pagination>
      </Card>
      <ListKeys />
    </Page>
  );
}

type Choices = {
  readonly entities: readonly EntityRow[];
  readonly currencies: readonly string[];
  /** The partner whose documents are shown; the search leads here. */
  readonly partner: Partner | null;
};

function fieldsOf({ entities, currencies, partner }: Choices): FilterField[] {
  const choice = <Value extends string>(values: readonly Value[], labels: Readonly<Record<string, string>>) =>
    values.map((value) => ({ value, label: labels[value] ?? value }));
  const entity: FilterField = {
    kind: 'choice',
    name: 'entity',
    label: 'Entity',
    any: 'All entities',
    options: entities.map(({ code, name }) => ({ value: code, label: name })),
  };
  const ofPartner = (one: Partner): FilterField => ({
    kind: 'choice',
    name: 'partner',
    label: 'Partner',
    any: 'All partners',
    options: [{ value: one.id, label: one.name }],
  });
  return [
    { kind: 'text', name: 'q', label: 'Number or partner' },
    ...(partner ? [ofPartner(partner)] : []),
    {
      kind: 'choice',
      name: 'direction',
      label: 'Direction',
      any: 'Both directions',
      options: choice(DIRECTIONS, DIRECTION_LABELS),
    },
    {
      kind: 'choice',
      name: 'settlement',
      label: 'Settlement',
      any: 'Any settlement',
      options: choice(SETTLEMENTS, SETTLEMENT_LABELS),
    },
    {
      kind: 'choice',
      name: 'currency',
      label: 'Currency',
      any: 'All currencies',
      options: currencies.map((currency) => ({ value: currency, label: currency })),
    },
    ...(entities.length > 1 ? [entity] : []),
    { kind: 'date', name: 'from', label: 'Due from' },
    { kind: 'date', name: 'to', label: 'Due until' },
  ];
}
