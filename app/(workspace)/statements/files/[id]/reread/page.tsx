import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { ActionButton } from '#components/identity/action-button.tsx';
import { type RereadRow, RereadTable } from '#components/statements/reread-table.tsx';
import { counted } from '#components/statements/words.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import type { ParsedRow } from '#domains/erp/statements/parsed-statement.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { type RereadStatement, readAgain } from '#domains/erp/statements/reread/read-again.ts';
import { signedAmount } from '#domains/erp/statements/signed-amount.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { formatDate } from '#lib/dates.ts';
import { apply } from './actions.ts';

export const metadata: Metadata = { title: 'Read again' };

/** What is shown of the differences; all of them are applied. */
const MAX_STATEMENTS = 50;
const MAX_ROWS = 200;

/** What today's reader makes of an imported file, beside what is on record. */
export default async function RereadPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewStatements');
  const { id } = await params;
  const file = await readOrNotFound(scope, 'viewStatements', (tx) => fileStatus(tx, id));
  const page = `/statements/files/${id}`;
  const header = { parent: <Link href={page}>{file.filename}</Link>, title: 'Read again' };
  const back = <ButtonLink href={page}>Back to the file</ButtonLink>;
  const outcome = await outcomeOf(() => readAgain(scope, id));
  if (!outcome.ok) {
    return (
      <Page>
        <PageHeader {...header} />
        <Card>
          <EmptyState title={outcome.message} actions={back} />
        </Card>
      </Page>
    );
  }
  const { digest, statements } = outcome.value;
  const parts = statements.map((statement) => ({ statement, rows: rowsOf(statement) }));
  const rows = parts.flatMap((part) => part.rows);
  const kept = rows.filter(({ isMatched }) => isMatched).length;
  return (
    <Page>
      <PageHeader
        {...header}
        actions={
          rows.length > kept &&
          may(scope.role, 'applyRereading') && (
            <ActionButton label="Apply" action={apply.bind(null, id, digest)} doneHref={page} />
          )
        }
      />
      {kept > 0 && (
        <Alert tone="warn" title={`${counted(kept, 'row')} ${kept === 1 ? 'is' : 'are'} matched.`}>
          What is matched is never changed in silence: undo the match first, then read the file again.
        </Alert>
      )}
      {rows.length === 0 && (
        <Card>
          <EmptyState title="Nothing is read otherwise." actions={back}>
            Today’s reader gives what is on record.
          </EmptyState>
        </Card>
      )}
      {parts.slice(0, MAX_STATEMENTS).map((part) => (
        <Card
          key={part.statement.statementId}
          title={titleOf(part.statement)}
          note={counted(part.rows.length, 'difference')}
        >
          <RereadTable rows={part.rows.slice(0, MAX_ROWS)} />
        </Card>
      ))}
      {parts.length > MAX_STATEMENTS && (
        <p>And {counted(parts.length - MAX_STATEMENTS, 'more statement')} with differences.</p>
      )}
    </Page>
  );
}

function titleOf({ surveyed }: RereadStatement): string {
  return surveyed.toDate ? `Statement of ${formatDate(surveyed.toDate)}` : 'Statement';
}

function rowsOf({ comparison: { changed, added, gone }, matched }: RereadStatement): RereadRow[] {
  const shown = (row: ParsedRow) => ({
    line: row.line,
    description: row.counterparty.name ?? row.description,
    amount: signedAmount(row),
    currency: row.currency,
  });
  return [
    ...changed.map(({ recorded, read: row, fields }) => ({
      ...shown(row),
      ...{ key: recorded.id, kind: 'changed' as const, isMatched: matched.has(recorded.id), fields },
    })),
    ...added.map((row) => ({
      ...shown(row),
      ...{ key: `added ${row.rowNumber}`, kind: 'added' as const, isMatched: false, fields: [] },
    })),
    ...gone.map((row) => ({
      ...shown(row),
      ...{ key: row.id, kind: 'gone' as const, isMatched: matched.has(row.id), fields: [] },
    })),
  ].sort((a, b) => a.line - b.line);
}
