import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { accountNumber } from '#components/accounts/words.ts';
import { BalanceAlert } from '#components/statements/balance-alert.tsx';
import { ContinuityLine } from '#components/statements/continuity-line.tsx';
import { DifferenceTable } from '#components/statements/difference-table.tsx';
import { KindAlert } from '#components/statements/kind-alert.tsx';
import { ProblemList } from '#components/statements/problem-list.tsx';
import { ReportLine } from '#components/statements/report-line.tsx';
import { RowTable } from '#components/statements/row-table.tsx';
import classes from '#components/statements/statement-page.module.css';
import { StatementSum } from '#components/statements/statement-sum.tsx';
import { counted, formatLabel, kindLabel } from '#components/statements/words.ts';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { DayStrip } from '#components/ui/day-strip.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { Linked } from '#domains/erp/statements/continuity.ts';
import { chainOf } from '#domains/erp/statements/statement-chain.ts';
import { differencesOf, reportsOf, statementDetail } from '#domains/erp/statements/statement-detail.ts';
import { problemsOfStatement } from '#domains/erp/statements/statement-problems.ts';
import { firstBreak, rowsOfStatement } from '#domains/erp/statements/statement-rows.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { loadAccountCalendar } from '#domains/treasury/accounts/account-calendar.ts';
import { formatDate, formatShortDate, monthOf } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Statement' };

const ROWS_PER_PAGE = 200;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ after?: string | string[] }> };

export default async function StatementPage({ params, searchParams }: Props) {
  const scope = await requireSession('viewStatements');
  const { now, today, company } = await workspaceView(scope);
  const { id } = await params;
  const after = rowNumber((await searchParams).after);
  const found = await readOrNotFound(scope, 'viewStatements', async (tx) => {
    const detail = await statementDetail(tx, id);
    const { statement, account } = detail;
    const { toDate } = statement;
    const isChained = statement.kind === 'endOfDay' && statement.comparedWith === null;
    const present = { now, today, timeZone: company.timeZone };
    return {
      ...detail,
      isChained,
      rows: await rowsOfStatement(tx, statement, after, ROWS_PER_PAGE),
      brokenAt: statement.balanceCheck === 'discrepancy' ? await firstBreak(tx, statement) : null,
      chain: await chainOf(tx, detail),
      month:
        toDate && isChained
          ? await loadAccountCalendar(tx, account, monthOf(toDate), present, statement.id)
          : null,
      problems: await problemsOfStatement(tx, detail),
      reports: await reportsOf(tx, statement),
      differences: await differencesOf(tx, statement),
    };
  });
  const { statement, account, file, isChained, rows, brokenAt, chain, month, problems, differences } = found;
  const { toDate, currency } = statement;
  const last = rows.rows.at(-1)?.rowNumber;
  const previous = chain.continuity?.previous ?? null;

  return (
    <Page>
      <PageHeader
        parent={<Link href="/statements">Statements</Link>}
        title={toDate ? `${account.shortName}, ${formatDate(toDate)}` : account.shortName}
        note={[
          statement.statementNumber && `no. ${statement.statementNumber}`,
          kindLabel(statement.kind).toLowerCase(),
          formatLabel(statement.format),
          accountNumber(account),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <ButtonLink href={`/statements/files/${file.id}`}>File</ButtonLink>
            {found.isFileWhole && (
              <ButtonLink href={`/api/statements/${file.id}/original`} download>
                Download original
              </ButtonLink>
            )}
          </>
        }
      />
      {isChained && <BalanceAlert statement={statement} brokenAt={brokenAt} problems={problems} />}
      <KindAlert kind={statement.kind} comparedWith={statement.comparedWith} />
      <Card>
        <StatementSum statement={statement} available={found.available} />
        {isChained && (
          <ContinuityLine
            continuity={chain.continuity}
            closedGap={chain.closedGap}
            opening={statement.openingBalance}
            currency={currency}
          />
        )}
        {isChained && <ReportLine reports={found.reports} />}
        {toDate && month && (
          <DayStrip
            label={`${formatDate(toDate).split(' ').slice(1).join(' ')}, day by day`}
            days={month.days.map((day) => ({
              date: day.date,
              state: day.state,
              current: day.date === toDate && day.statementId === statement.id,
              ...(day.statementId && { href: `/statements/${day.statementId}` }),
            }))}
          />
        )}
      </Card>
      {problems.length > 0 && (
        <Card title="Problems" note={counted(problems.length, 'place')}>
          <ProblemList problems={problems} />
        </Card>
      )}
      {differences.length > 0 && (
        <Card title="Differences" note={counted(differences.length, 'place')}>
          <DifferenceTable
            differences={differences}
            format={statement.format}
            leadingFormat={statement.comparedWith ?? account.leadingFormat ?? statement.format}
          />
        </Card>
      )}
      <Card>
        {rows.rows.length === 0 ? (
          <EmptyState title={statement.rowCount ? 'No rows here.' : 'No rows on this statement.'}>
            {statement.knownRowCount > 0
              ? `${counted(statement.knownRowCount, 'row')} of it ${statement.knownRowCount === 1 ? 'was' : 'were'} here already, from another file.`
              : 'Nothing was booked; the balance stayed as it was.'}
          </EmptyState>
        ) : (
          <RowTable rows={rows.rows} brokenAt={brokenAt} year={(toDate ?? today).slice(0, 4)} />
        )}
        {(after > 0 || rows.hasNext || previous || chain.next) && (
          <Pagination
            previousHref={after > 0 ? pageHref(id, Math.max(0, after - ROWS_PER_PAGE)) : null}
            nextHref={rows.hasNext && last ? pageHref(id, last) : null}
            labels={{ previous: 'Earlier rows', next: 'Later rows' }}
          >
            <Neighbours previous={previous} next={chain.next} />
          </Pagination>
        )}
      </Card>
      <ListKeys />
    </Page>
  );
}

function Neighbours({ previous, next }: { previous: Linked | null; next: Linked | null }) {
  return (
    <nav className={classes.neighbours} aria-label="Statements beside this one">
      {previous?.toDate && (
        <Link href={`/statements/${previous.id}`}>‹ {formatShortDate(previous.toDate)}</Link>
      )}
      {next?.toDate && <Link href={`/statements/${next.id}`}>{formatShortDate(next.toDate)} ›</Link>}
    </nav>
  );
}

const pageHref = (id: string, after: number) =>
  after > 0 ? `/statements/${id}?after=${after}` : `/statements/${id}`;

function rowNumber(value: string | string[] | undefined): number {
  const text = Array.isArray(value) ? value[0] : value;
  return text && /^\d{1,7}$/.test(text) ? Number(text) : 0;
}
