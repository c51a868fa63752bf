import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { AnnouncedTable } from '#components/statements/announced-table.tsx';
import { StatementsHeader } from '#components/statements/statements-header.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { CountAndSums } from '#components/ui/count-and-sums.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { hrefWith, plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SummaryStrip } from '#components/ui/summary-strip.tsx';
import {
  ANNOUNCEMENTS,
  type AnnouncedFilter,
  announcedTotals,
  listAnnounced,
} from '#domains/erp/statements/announcements/queries.ts';
import { countFiles } from '#domains/erp/statements/list-files.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import { cursorText, parseCursor } from '#lib/cursor.ts';
import { isId } from '#lib/ids.ts';

export const metadata: Metadata = { title: 'Announced rows' };

const PATH = '/statements/announced';
const PAGE_SIZE = 50;

/** What intraday reports, advices and pending rows announce, apart from what is booked. */
export default async function AnnouncedPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewStatements');
  const { view } = await workspaceView(scope);
  const params = plainParams(await searchParams, ['account', 'state', 'after']);
  const filter: AnnouncedFilter = {
    view,
    account: params.account && isId(params.account) ? params.account : null,
    state: ANNOUNCEMENTS.find((state) => state === params.state) ?? null,
  };
  const { list, totals, accounts, files } = await read(scope, 'viewStatements', async (tx) => ({
    list: await listAnnounced(tx, filter, parseCursor(params.after, 2), PAGE_SIZE),
    totals: await announcedTotals(tx, view, filter.account),
    accounts: await listAccounts(tx, view),
    files: await countFiles(tx),
  }));
  const at = (change: Record<string, string | null>) => hrefWith(PATH, params, { after: null, ...change });
  const last = list.rows.at(-1);

  return (
    <Page>
      <StatementsHeader
        at="announced"
        waiting={files.waiting}
        mayUpload={may(scope.role, 'uploadStatement')}
      />
      <SummaryStrip
        label="Announced rows by what became of them"
        figures={[
          {
            key: 'expected',
            label: 'Expected',
            ...totals.expected,
            tone: totals.expected.count > 0 ? 'accent' : 'neutral',
            href: at({ state: filter.state === 'expected' ? null : 'expected' }),
            active: filter.state === 'expected',
          },
          {
            key: 'notBooked',
            label: 'Never booked',
            ...totals.notBooked,
            tone: totals.notBooked.count > 0 ? 'bad' : 'neutral',
            href: at({ state: filter.state === 'notBooked' ? null : 'notBooked' }),
            active: filter.state === 'notBooked',
          },
        ]}
      />
      <FilterBar
        path={PATH}
        params={params}
        fields={[
          {
            kind: 'choice',
            name: 'account',
            label: 'Account',
            any: 'All accounts',
            options: accounts.map(({ id, shortName }) => ({ value: id, label: shortName })),
          },
          {
            kind: 'choice',
            name: 'state',
            label: 'Booking',
            any: 'Any booking',
            options: [
              { value: 'expected', label: 'Expected' },
              { value: 'notBooked', label: 'Never booked' },
              { value: 'booked', label: 'Booked' },
            ],
          },
        ]}
      />
      <Card>
        <AnnouncedTable
          rows={list.rows}
          empty={
            filter.state || filter.account ? (
              <EmptyState
                title="No announced row fits this filter."
                actions={<ButtonLink href={PATH}>Show all</ButtonLink>}
              />
            ) : (
              <EmptyState title="Nothing is announced.">
                Intraday reports (MT942, camt.052) and advices (camt.054) tell of money before the day’s
                statement books it. Drop one here: it moves no balance, and shows what to expect.
              </EmptyState>
            )
          }
        />
        {(params.after || list.hasNext || filter.state) && (
          <Pagination
            previousHref={params.after ? at({}) : null}
            nextHref={list.hasNext && last ? at({ after: cursorText([last.date, last.id]) }) : null}
            labels={{ previous: 'Newest', next: 'Older' }}
          >
            {filter.state && filter.state !== 'booked' && (
              <CountAndSums
                {...totals[filter.state]}
                capped={false}
                noun={{ one: 'row', many: 'rows' }}
                signed
              />
            )}
          </Pagination>
        )}
      </Card>
      <ListKeys />
    </Page>
  );
}
