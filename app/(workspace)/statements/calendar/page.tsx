import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { AccountCalendar } from '#components/statements/account-calendar.tsx';
import { BreakTable } from '#components/statements/break-table.tsx';
import { StatementsHeader } from '#components/statements/statements-header.tsx';
import { counted } from '#components/statements/words.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page } from '#components/ui/page.tsx';
import { breaksOf } from '#domains/erp/statements/calendar.ts';
import { countFiles } from '#domains/erp/statements/list-files.ts';
import { scheduleOf } from '#domains/erp/statements/schedule.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { loadAccountCalendar } from '#domains/treasury/accounts/account-calendar.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import type { CalendarDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Statement calendar' };

const PATH = '/statements/calendar';
const MONTHS = 12;

/** Which days of an account are told of, by month, and where its chain of statements is not whole. */
export default async function CalendarPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewStatements');
  const { view, now, today, company } = await workspaceView(scope);
  const params = plainParams(await searchParams, ['account']);
  const from = monthsBefore(today, MONTHS - 1);
  const { accounts, account, calendar, files } = await read(scope, 'viewStatements', async (tx) => {
    const accounts = (await listAccounts(tx, view)).filter(({ closedOn }) => !closedOn || closedOn >= from);
    const account = accounts.find(({ id }) => id === params.account) ?? accounts[0];
    const present = { now, today, timeZone: company.timeZone };
    return {
      accounts,
      account,
      calendar: account ? await loadAccountCalendar(tx, account, { from, to: today }, present) : null,
      files: await countFiles(tx),
    };
  });
  const missing = calendar?.missing ?? [];
  const breaks = account && calendar ? breaksOf(calendar.statements, scheduleOf(account)) : [];

  return (
    <Page>
      <StatementsHeader
        at="calendar"
        waiting={files.waiting}
        mayUpload={may(scope.role, 'uploadStatement')}
      />
      {account && calendar ? (
        <>
          <FilterBar
            path={PATH}
            params={params}
            fields={[
              {
                kind: 'choice',
                name: 'account',
                label: 'Account',
                any: accounts[0]?.shortName ?? '',
                options: accounts.slice(1).map(({ id, shortName }) => ({ value: id, label: shortName })),
              },
            ]}
          />
          <Card
            title={account.shortName}
            note={
              missing.length > 0 ? `${counted(missing.length, 'statement')} missing` : 'no statement missing'
            }
          >
            <AccountCalendar days={calendar.days} />
          </Card>
          <Card
            title="Gaps and overlaps"
            note={breaks.length > 0 ? counted(breaks.length, 'place') : undefined}
          >
            {breaks.length > 0 ? (
              <BreakTable breaks={breaks} currency={account.currency} />
            ) : (
              <EmptyState title="The chain is whole.">
                Each statement begins with the balance at which the one before it ended.
              </EmptyState>
            )}
          </Card>
        </>
      ) : (
        <Card>
          <EmptyState
            title="No account yet."
            actions={<ButtonLink href="/settings/accounts">Add a bank account</ButtonLink>}
          />
        </Card>
      )}
      <ListKeys />
    </Page>
  );
}

/** The first day of the month that many months before the day's. */
function monthsBefore(day: CalendarDate, months: number): CalendarDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
