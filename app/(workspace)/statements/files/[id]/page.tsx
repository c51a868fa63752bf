import type { Metadata } from 'next';
import Link from 'next/link';
import { workspaceView } from '#app/workspace-view.ts';
import { AddAccounts } from '#components/accounts/add-accounts.tsx';
import { FileStatements } from '#components/statements/file-statements.tsx';
import { FileStatus } from '#components/statements/file-table.tsx';
import { ProblemList } from '#components/statements/problem-list.tsx';
import { ReloadWhile } from '#components/statements/reload-while.tsx';
import { ResolveForm } from '#components/statements/resolve-form.tsx';
import { counted, formatLabel, sizeLabel } from '#components/statements/words.ts';
import { formatInstant } from '#components/ui/age.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { accountOfWords, isNamed } from '#domains/erp/statements/accounts-in-files.ts';
import { statementsOfFile } from '#domains/erp/statements/list-files.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import { CURRENCIES } from '#lib/currency.ts';
import { hasCode } from '#lib/errors.ts';
import { notFound } from '#next/navigation';
import { dismiss, resolve } from './actions.ts';

export const metadata: Metadata = { title: 'Statement file' };

const MAX_STATEMENTS = 200;

export default async function FilePage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewStatements');
  const { company } = await workspaceView(scope);
  const { id } = await params;
  const { file, statements, accounts } = await read(scope, 'viewStatements', async (tx) => ({
    file: await fileStatus(tx, id),
    statements: await statementsOfFile(tx, id, MAX_STATEMENTS),
    accounts: await listAccounts(tx),
  })).catch((error) => {
    if (hasCode(error, 'notFound')) notFound();
    throw error;
  });
  const isWaiting = file.status === 'waiting';
  const isRunning = ['uploaded', 'parsing', 'parsed'].includes(file.status);
  const mayResolve = isWaiting && may(scope.role, 'resolveFile');
  const open = accounts.filter(({ closedOn }) => closedOn === null);
  const unknown = file.problems
    .flatMap(({ code, raw }) => (code === 'account.unknown' ? (accountOfWords(raw ?? '') ?? []) : []))
    .filter((named) => !open.some((account) => isNamed(account, named)));
  const isCsv = file.format === 'csv';

  return (
    <Page>
      <PageHeader
        parent={<Link href="/statements/files">Files</Link>}
        title={file.filename}
        note={<FileStatus status={file.status} />}
        actions={
          <ButtonLink href={`/api/statements/${file.id}/original`} download>
            Original file
          </ButtonLink>
        }
      />
      {isRunning && <ReloadWhile />}
      {file.errorMessage && (
        <Alert
          tone={isWaiting ? 'warn' : 'bad'}
          title={isWaiting ? 'This file waits for you.' : 'Nothing was taken in.'}
        >
          {file.errorMessage}
        </Alert>
      )}
      {mayResolve && (
        <Card title="What now" padded>
          {unknown.length > 0 &&
            (may(scope.role, 'openBankAccount') ? (
              <AddAccounts accounts={unknown} fileId={file.id} />
            ) : (
              <p>Ask a treasurer or an admin to add the account. The file is read again by itself.</p>
            ))}
          {(isCsv || unknown.length === 0) && (
            <ResolveForm
              isCsv={isCsv}
              accounts={open.map(({ identifier, shortName }) => ({ identifier, label: shortName }))}
              currencies={CURRENCIES}
              resolve={resolve.bind(null, file.id)}
            />
          )}
        </Card>
      )}
      <Card padded>
        <DefinitionList
          columns={2}
          items={[
            { term: 'Format', value: formatLabel(file.format) },
            { term: 'Size', value: sizeLabel(file.sizeBytes) },
            { term: 'Uploaded', value: formatInstant(file.createdAt, company.timeZone) },
            { term: 'Statements', value: String(file.statementCount) },
            {
              term: 'Rows',
              value:
                file.knownRowCount > 0
                  ? `${counted(file.rowCount, 'row')}, and ${file.knownRowCount} known already`
                  : counted(file.rowCount, 'row'),
            },
            { term: 'SHA-256', value: <code>{file.sha256.match(/.{8}/g)?.join(' ')}</code> },
          ]}
        />
      </Card>
      {file.problems.length > 0 && (
        <Card title="Problems" note={counted(file.problemCount, 'place')}>
          <ProblemList problems={file.problems} />
        </Card>
      )}
      {statements.length > 0 && (
        <Card
          title="Statements"
          note={
            file.statementCount > statements.length
              ? `the first ${statements.length} of ${file.statementCount}`
              : undefined
          }
        >
          <FileStatements rows={statements} />
        </Card>
      )}
      {isWaiting && may(scope.role, 'dismissFile') && (
        <div>
          <ConfirmButton
            label="Put aside"
            question={`Put ${file.filename} aside?`}
            consequence="It stays here and nothing of it is taken in."
            confirmLabel="Put aside"
            reasonLabel="Why it is not needed"
            fields={{ statementFileId: file.id }}
            action={dismiss}
          />
        </div>
      )}
      <ListKeys />
    </Page>
  );
}
