import type { Metadata } from 'next';
import Link from 'next/link';
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
import { read } from '#domains/run.ts';
import { formatDate } from '#lib/dates.ts';
import { hasCode } from '#lib/errors.ts';
import { notFound } from '#next/navigation';
import { apply } from './actions.ts';

export const metadata: Metadata = { title: 'Read again' };

const MAX_SHOWN = 200;

/** What today's reader makes of an imported file, beside what is on record. */
export default async function RereadPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewStatements');
  const { id } = await params;
  const { file, rereading } = await load(scope, id);
  const rows = rereading.statements.flatMap(rowsOf);
  const applied = rows.filter(({ isMatched }) => !isMatched).length;
  const kept = rows.length - applied;
  return (
    <Page>
      <PageHeader
        parent={<Link href={`/statements/files/${id}`}>{file.filename}</Link>}
        title="Read again"
        actions={
          applied > 0 &&
          may(scope.role, 'applyRereading') && (
            <ActionButton
              label="Apply"
              action={apply.bind(null, id, rereading.digest)}
              doneHref={`/statements/files/${id}`}
            />
          )
        }
      />
      {kept > 0 && (
        <Alert tone="warn" title={`${counted(kept, 'row')} ${kept === 1 ? 'is' : 'are'} matched.`}>
          What is matched is never changed in silence: undo the match first, then read the file again.
        </Alert>
      )}
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title="Nothing is read otherwise."
            actions={<ButtonLink href={`/statements/files/${id}`}>Back to the file</ButtonLink>}
          >
            Today’s reader gives what is on record.
          </EmptyState>
        </Card>
      ) : (
        rereading.statements.map((statement) => (
          <Card
            key={statement.statementId}
            title={titleOf(statement)}
            note={counted(rowsOf(statement).length, 'difference')}
          >
            <RereadTable rows={rowsOf(statement).slice(0, MAX_SHOWN)} />
          </Card>
        ))
      )}
    </Page>
  );
}

async function load(scope: Parameters<typeof readAgain>[0], id: string) {
  try {
    const file = await read(scope, 'viewStatements', (tx) => fileStatus(tx, id));
    return { file, rereading: await readAgain(scope, id) };
  } catch (error) {
    if (hasCode(error, 'notFound') || hasCode(error, 'conflict') || hasCode(error, 'tooLarge')) notFound();
    throw error;
  }
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
