import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { CashCard } from '#components/overview/cash-card.tsx';
import { DueCard } from '#components/overview/due-card.tsx';
import { LoadingBanner } from '#components/overview/loading-banner.tsx';
import { ratesLabel } from '#components/overview/rates-label.ts';
import { toDoItems } from '#components/overview/to-do-items.ts';
import { ToDoList } from '#components/overview/to-do-list.tsx';
import { UPLOAD_HREF } from '#components/shell/places.ts';
import { Alert } from '#components/ui/alert.tsx';
import { BalanceChart } from '#components/ui/balance-chart.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card, CardColumns } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { findLoadProgress, isLoading } from '#domains/identity/workspace/load-progress.ts';
import { read } from '#domains/run.ts';
import { loadOverview, type Overview } from '#domains/treasury/overview/overview.ts';
import { timeIn } from '#lib/clock.ts';
import { formatLongDate, formatShortDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Overview' };

const TONES = ['accent', 'ink', 'warn', 'ok', 'bad'] as const;

export default async function OverviewPage() {
  const scope = await requireSession('viewOverview');
  const { company, now, today, view } = await workspaceView(scope);
  const { timeZone, defaultCurrency: base } = company;
  const { overview, loading } = await read(scope, 'viewOverview', async (tx) => ({
    overview: await loadOverview(tx, { view, now, today, timeZone, base }),
    loading: await findLoadProgress(tx),
  }));
  const { cash, valuation, balances, due, toDo } = overview;
  const present = { date: today, time: timeIn(timeZone, now) };
  const isEmptyYet = overview.accounts === 0 && isLoading(loading);
  const currencies = cash.lines.map((line) => line.currency);

  return (
    <Page>
      <PageHeader
        title={formatLongDate(today)}
        note={asOfWords(overview)}
        actions={
          may(scope.role, 'uploadStatement') && (
            <ButtonLink href={UPLOAD_HREF} primary>
              Upload statement
            </ButtonLink>
          )
        }
      />
      {loading && isLoading(loading) && (
        <LoadingBanner text={loading.text} done={loading.done} total={loading.total} />
      )}
      {loading?.phase === 'failed' && <Alert tone="bad" title={loading.text} />}
      {isEmptyYet ? null : overview.accounts === 0 ? (
        <Card>
          <EmptyState
            title="There is no bank account yet."
            actions={
              may(scope.role, 'openBankAccount') && (
                <ButtonLink href="/settings/accounts">Add a bank account</ButtonLink>
              )
            }
          >
            Add the accounts whose statements you get, or drop a statement under Statements.
          </EmptyState>
        </Card>
      ) : (
        <>
          <CardColumns>
            <ToDoList items={toDoItems(toDo, present)} nothing={nothingWords(overview)} />
            <CashCard
              cash={cash}
              rates={ratesLabel(valuation, currencies)}
              ratesHref={may(scope.role, 'enterExchangeRates') ? '/settings/rates' : null}
            />
          </CardColumns>
          {balances.lines.length > 0 && (
            <BalanceChart
              title="Balances, 90 days"
              note={`in ${base} at each day’s rate`}
              currency={base}
              days={balances.days}
              series={balances.lines.map(({ currency, amounts }, index) => ({
                key: currency,
                label: currency,
                tone: TONES[index % TONES.length] ?? 'ink',
                amounts,
              }))}
            />
          )}
        </>
      )}
      {!isEmptyYet && <DueCard currency={base} due={due} />}
    </Page>
  );
}

/** "4 of 5 accounts as of 20 Nov". */
function asOfWords({ cash }: Overview): string | null {
  if (cash.asOf === null) return null;
  const { accounts, accountsAsOf, asOf } = cash;
  const counted =
    accounts === accountsAsOf
      ? accounts === 1
        ? '1 account'
        : `all ${accounts} accounts`
      : `${accountsAsOf} of ${accounts} accounts`;
  return `${counted} as of ${formatShortDate(asOf)}`;
}

function nothingWords({ cash }: Overview): string {
  return cash.accounts === 1
    ? 'Nothing. The account has its statements, and no row waits.'
    : `Nothing. All ${cash.accounts} accounts have their statements, and no row waits.`;
}
