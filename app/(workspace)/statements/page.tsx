import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { StatementTable } from '#components/statements/statement-table.tsx';
import { StatementsHeader } from '#components/statements/statements-header.tsx';
import { CHECK_LABELS, kindLabel } from '#components/statements/words.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { CountAndSums } from '#components/ui/count-and-sums.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, type FilterField } from '#components/ui/filter-bar.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { hrefWith, plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SummaryStrip } from '#components/ui/summary-strip.tsx';
import { countFiles } from '#domains/erp/statements/list-files.ts';
import {
  countStatements,
  cursorOf,
  listStatements,
  sumStatements,
  unmatchedTotals,
} from '#domains/erp/statements/list-statements.ts';
import { BALANCE_CHECKS, STATEMENT_KINDS } from '#domains/erp/statements/parsed-statement.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import { cursorText } from '#lib/cursor.ts';
import { redirect } from '#next/navigation';
import { statementParams } from './list-params.ts';

export const metadata: Metadata = { title: 'Statements' };

const PATH = '/statements';
const PAGE_SIZE = 50;

export default async function StatementsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewStatements');
  const { view } = await workspaceView(scope);
  const raw = await searchParams;
  const { filter, place, sort } = statementParams(raw, view);
  const params = plainParams(raw, ['account', 'check', 'kind', 'unmatched', 'from', 'to', 'sort']);
  const { list, counted, strip, accounts, files } = await read(scope, 'viewStatements', async (tx) => {
    const any = { ...filter, check: null, kind: null, unmatched: false, from: null, to: null };
    return {
      list: await listStatements(tx, filter, place, PAGE_SIZE),
      counted: await sumStatements(tx, filter),
      strip: {
        all: await countStatements(tx, any),
        differing: await countStatements(tx, { ...any, check: 'discrepancy' }),
        unverifiable: await countStatements(tx, { ...any, check: 'unverifiable', kind: 'endOfDay' }),
        unmatched: await unmatchedTotals(tx, view, filter.account),
      },
      accounts: await listAccounts(tx, view),
      files: await countFiles(tx),
    };
  });
  // Going back ends short of a page where the list begins: then show its beginning.
  if (place.before && !list.hasPrevious && list.rows.length < PAGE_SIZE) redirect(hrefWith(PATH, params, {}));
  const at = (change: Record<string, string | null>) => hrefWith(PATH, params, change);
  const [first, last] = [list.rows[0], list.rows.at(-1)];
  const isFiltered = ['account', 'check', 'kind', 'unmatched', 'from', 'to'].some((name) => params[name]);
  const without = accounts.filter((account) => account.balanceDate === null && account.closedOn === null);

  return (
    <Page>
      <StatementsHeader
        at="statements"
        waiting={files.waiting}
        mayUpload={may(scope.role, 'uploadStatement')}
        upload={raw.upload === 'open'}
      />
      <SummaryStrip
        label="Statements by state"
        figures={[
          {
            key: 'all',
            label: 'All statements',
            count: strip.all.count,
            href: at({ check: null, kind: null, unmatched: null }),
            active: !filter.check && !filter.kind && !filter.unmatched,
          },
          {
            key: 'discrepancy',
            label: CHECK_LABELS.discrepancy,
            count: strip.differing.count,
            tone: strip.differing.count > 0 ? 'bad' : 'neutral',
            href: at({ check: filter.check === 'discrepancy' ? null : 'discrepancy', unmatched: null }),
            active: filter.check === 'discrepancy',
          },
          {
            key: 'unverifiable',
            label: CHECK_LABELS.unverifiable,
            count: strip.unverifiable.count,
            href: at(
              filter.check === 'unverifiable'
                ? { check: null, kind: null, unmatched: null }
                : { check: 'unverifiable', kind: 'endOfDay', unmatched: null },
            ),
            active: filter.check === 'unverifiable',
          },
          {
            key: 'unmatched',
            label: 'Rows unmatched',
            count: strip.unmatched.count,
            sums: strip.unmatched.sums,
            tone: strip.unmatched.count > 0 ? 'warn' : 'neutral',
            href: at({ unmatched: filter.unmatched ? null : 'yes', check: null }),
            active: filter.unmatched,
          },
        ]}
      />
      <FilterBar
        path={PATH}
        params={params}
        fields={fieldsOf(accounts)}
        actions={
          <ButtonLink href={hrefWith('/api/statements/export', params, {})} download>
            Export CSV
          </ButtonLink>
        }
      />
      <Card>
        <StatementTable
          rows={list.rows}
          sort={{
            key: 'date',
            descending: sort === '-date',
            href: (_, descending) => at({ sort: descending ? null : 'date' }),
          }}
          empty={
            isFiltered ? (
              <EmptyState
                title="No statement fits this filter."
                actions={<ButtonLink href={PATH}>Show all</ButtonLink>}
              />
            ) : (
              <EmptyState
                title={
                  without.length > 0
                    ? `No statement yet for ${without.map((account) => account.shortName).join(', ')}.`
                    : 'No statement yet.'
                }
                actions={
                  <ButtonLink
                    href={without[0] ? `/settings/accounts/${without[0].id}` : '/settings/accounts'}
                  >
                    {without[0] ? 'Enter a balance' : 'Add a bank account'}
                  </ButtonLink>
                }
              >
                Drop a file here, or {without[0] ? 'enter a balance' : 'add the account that it belongs to'}.
              </EmptyState>
            )
          }
        />
        <Pagination
          previousHref={list.hasPrevious && first ? at({ before: cursorText(cursorOf(first)) }) : null}
          nextHref={list.hasNext && last ? at({ after: cursorText(cursorOf(last)) }) : null}
          labels={
            sort === '-date' ? { previous: 'Newer', next: 'Older' } : { previous: 'Older', next: 'Newer' }
          }
        >
          <CountAndSums {...counted} noun={{ one: 'statement', many: 'statements' }} signed />
        </Pagination>
      </Card>
      <ListKeys />
    </Page>
  );
}

function fieldsOf(accounts: Awaited<ReturnType<typeof listAccounts>>): FilterField[] {
  return [
    {
      kind: 'choice',
      name: 'account',
      label: 'Account',
      any: 'All accounts',
      options: accounts.map(({ id, shortName }) => ({ value: id, label: shortName })),
    },
    {
      kind: 'choice',
      name: 'check',
      label: 'Balance',
      any: 'Any balance',
      options: BALANCE_CHECKS.map((check) => ({ value: check, label: CHECK_LABELS[check] })),
    },
    {
      kind: 'choice',
      name: 'kind',
      label: 'Kind',
      any: 'All kinds',
      options: STATEMENT_KINDS.map((kind) => ({ value: kind, label: kindLabel(kind) })),
    },
    { kind: 'date', name: 'from', label: 'From' },
    { kind: 'date', name: 'to', label: 'To' },
  ];
}
