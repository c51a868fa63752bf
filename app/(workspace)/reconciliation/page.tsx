import type { Metadata } from 'next';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { Workbench } from '#components/reconciliation/workbench.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import { queuePage, queueTotals } from '#domains/treasury/reconciliation/queue.ts';
import { rowDetail } from '#domains/treasury/reconciliation/row-detail.ts';
import { cursorText } from '#lib/cursor.ts';
import { isId } from '#lib/ids.ts';
import { confirm, explain, undo } from './actions.ts';
import { queueFilter } from './queue-params.ts';

export const metadata: Metadata = { title: 'Reconciliation' };

const PAGE_SIZE = 60;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReconciliationPage({ searchParams }: Props) {
  const scope = await requireSession('viewReconciliation');
  const { view, today, company } = await workspaceView(scope);
  const params = await searchParams;
  const filter = queueFilter(params, view);
  const asked = typeof params.row === 'string' && isId(params.row) ? params.row : null;
  const { page, totals, accounts, detail } = await readOrNotFound(scope, 'viewReconciliation', async (tx) => {
    const page = await queuePage(tx, filter, null, PAGE_SIZE);
    const first = asked ?? page.rows[0]?.id;
    return {
      page,
      totals: await queueTotals(tx, filter),
      accounts: await listAccounts(tx, view),
      detail: first ? await rowDetail(tx, first) : null,
    };
  });

  if (totals.left === 0 && !detail) {
    return (
      <Page>
        <PageHeader title="Reconciliation" />
        {totals.all > 0 ? (
          <EmptyState
            title="No row waits."
            actions={<ButtonLink href="/statements">Go to the statements</ButtonLink>}
          >
            All {totals.all} rows {filter.account ? 'of this account ' : ''}are explained. New ones come with
            the next statement.
          </EmptyState>
        ) : (
          <EmptyState
            title="No bank row yet."
            actions={<ButtonLink href="/statements">Go to the statements</ButtonLink>}
          >
            Rows come here once a statement is uploaded.
          </EmptyState>
        )}
      </Page>
    );
  }
  return (
    <Workbench
      key={`${filter.account ?? ''}/${filter.queue ?? ''}`}
      today={today}
      baseCurrency={company.defaultCurrency}
      timeZone={company.timeZone}
      filter={{ account: filter.account, queue: filter.queue }}
      accounts={accounts.map(({ id, shortName }) => ({ id, label: shortName }))}
      totals={totals}
      rows={page.rows}
      next={page.next && cursorText(page.next)}
      detail={detail}
      opened={asked !== null}
      mayMatch={may(scope.role, 'matchRow')}
      actions={{ confirm, explain, undo }}
    />
  );
}
