import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { CommandTable } from '#components/audit/command-table.tsx';
import { VerificationNote } from '#components/audit/verification-note.tsx';
import { commandLabel, RESOURCE_KINDS, resourceLabel } from '#components/audit/words.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { CountAndSums } from '#components/ui/count-and-sums.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, type FilterField } from '#components/ui/filter-bar.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { hrefWith, plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import {
  type CommandRow,
  countCommands,
  listActors,
  listCommands,
} from '#domains/identity/audit/list-commands.ts';
import { recordState } from '#domains/identity/audit/record-state.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { COMMAND_PERMISSIONS } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { cursorText } from '#lib/cursor.ts';
import { redirect } from '#next/navigation';
import { commandParams, FILTERS } from './list-params.ts';

export const metadata: Metadata = { title: 'Audit' };

const PATH = '/audit';
const PAGE_SIZE = 50;

export default async function AuditPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewAudit');
  const { company } = await workspaceView(scope);
  const raw = await searchParams;
  const { filter, place } = commandParams(raw, company.timeZone);
  const params = plainParams(raw, FILTERS);
  const { list, counted, actors, record } = await read(scope, 'viewAudit', async (tx) => ({
    list: await listCommands(tx, filter, place, PAGE_SIZE),
    counted: await countCommands(tx, filter),
    actors: await listActors(tx),
    record: await recordState(tx),
  }));
  // Going back ends short of a page where the list begins: then show its beginning.
  if (place.before && !list.hasPrevious && list.rows.length < PAGE_SIZE) redirect(hrefWith(PATH, params, {}));
  const cursorAt = (name: 'after' | 'before', row: CommandRow | undefined) =>
    row ? hrefWith(PATH, params, { [name]: cursorText([String(row.lastPosition)]) }) : null;

  return (
    <Page>
      <PageHeader title="Audit" note="every command and its events" />
      <VerificationNote record={record} timeZone={company.timeZone} />
      <FilterBar
        path={PATH}
        params={params}
        fields={fieldsOf(actors)}
        actions={
          <ButtonLink href={hrefWith('/api/audit/export', params, {})} download>
            Export CSV
          </ButtonLink>
        }
      />
      <Card>
        <CommandTable
          rows={list.rows}
          timeZone={company.timeZone}
          empty={
            <EmptyState
              title="No command fits this filter."
              actions={<ButtonLink href={PATH}>Show all</ButtonLink>}
            />
          }
        />
        <Pagination
          previousHref={list.hasPrevious ? cursorAt('before', list.rows[0]) : null}
          nextHref={list.hasNext ? cursorAt('after', list.rows.at(-1)) : null}
          labels={{ previous: 'Newer', next: 'Older' }}
        >
          <CountAndSums {...counted} sums={[]} noun={{ one: 'command', many: 'commands' }} />
        </Pagination>
      </Card>
      <ListKeys />
    </Page>
  );
}

function fieldsOf({ people, integrations }: Awaited<ReturnType<typeof listActors>>): FilterField[] {
  return [
    {
      kind: 'choice',
      name: 'who',
      label: 'Who',
      any: 'Anybody',
      options: [
        ...people.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
        ...integrations.map(({ id, name }) => ({ value: `integration:${id}`, label: name })),
        { value: 'system', label: 'Nexus itself' },
        { value: 'operator', label: 'Operator, on the machine' },
      ],
    },
    {
      kind: 'choice',
      name: 'what',
      label: 'What',
      any: 'Any command',
      options: Object.keys(COMMAND_PERMISSIONS)
        .map((value) => ({ value, label: commandLabel(value) }))
        .sort((a, b) => (a.label < b.label ? -1 : 1)),
    },
    {
      kind: 'choice',
      name: 'resource',
      label: 'Resource',
      any: 'Any resource',
      options: RESOURCE_KINDS.map((value) => ({ value, label: resourceLabel(value) })),
    },
    { kind: 'text', name: 'id', label: 'Resource’s id' },
    { kind: 'date', name: 'from', label: 'From' },
    { kind: 'date', name: 'to', label: 'To' },
  ];
}
