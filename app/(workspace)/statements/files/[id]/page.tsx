import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { ActionButton } from '#components/identity/action-button.tsx';
import { FileAlert } from '#components/statements/file-alert.tsx';
import { FileBytes } from '#components/statements/file-bytes.tsx';
import { FileFacts } from '#components/statements/file-facts.tsx';
import { FileStatements } from '#components/statements/file-statements.tsx';
import { FileStatus } from '#components/statements/file-table.tsx';
import { FilePreview } from '#components/statements/preview/file-preview.tsx';
import { ProblemList } from '#components/statements/problem-list.tsx';
import { PutAside } from '#components/statements/put-aside.tsx';
import { ReloadWhile } from '#components/statements/reload-while.tsx';
import { UnknownAccounts } from '#components/statements/unknown-accounts.tsx';
import { counted } from '#components/statements/words.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { accountOfWords, isNamed } from '#domains/erp/statements/accounts-in-files.ts';
import { dismissalOf } from '#domains/erp/statements/dismissal.ts';
import { isLeftOut, isOnItsWay } from '#domains/erp/statements/file-status.ts';
import { NOT_WHOLE } from '#domains/erp/statements/file-view.ts';
import { statementsOfFile } from '#domains/erp/statements/list-files.ts';
import { isUnseen } from '#domains/erp/statements/preview/obstacle.ts';
import { previewFile } from '#domains/erp/statements/preview/preview-file.ts';
import { readExcerpt } from '#domains/erp/statements/preview/read-excerpt.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { canBeReread } from '#domains/erp/statements/reread/bounds.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { listAccounts } from '#domains/treasury/accounts/queries.ts';
import { CURRENCIES } from '#lib/currency.ts';
import { accept, dismiss, know, look, retry } from './actions.ts';

export const metadata: Metadata = { title: 'Statement file' };

const MAX_STATEMENTS = 200;

export default async function FilePage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewStatements');
  const { company } = await workspaceView(scope);
  const { id } = await params;
  const { file, statements, accounts, dismissal } = await readOrNotFound(
    scope,
    'viewStatements',
    async (tx) => ({
      file: await fileStatus(tx, id),
      statements: await statementsOfFile(tx, id, MAX_STATEMENTS),
      accounts: await listAccounts(tx),
      dismissal: await dismissalOf(tx, id),
    }),
  );
  const isWaiting = file.status === 'waiting';
  const isAside = file.status === 'dismissed';
  const isOut = isLeftOut(file.status);
  const mayResolve = isOut && may(scope.role, 'resolveFile');
  const open = accounts.filter(({ closedOn }) => closedOn === null);
  const unknown = file.problems
    .flatMap(({ code, raw }) => (code === 'account.unknown' ? (accountOfWords(raw ?? '') ?? []) : []))
    .filter((named) => !open.some((account) => isNamed(account, named)));
  const preview = mayResolve && !isAside ? await previewFile(scope, file.id, null) : null;
  const excerpt = isOut ? await readExcerpt(scope, file) : null;
  const canBeRead =
    preview !== null && (preview.table !== null || preview.statements.length > 0 || isUnseen(preview));
  const mayPutAside = isOut && !isAside && may(scope.role, 'dismissFile');
  const putAside = mayPutAside && <PutAside file={file} dismiss={dismiss} />;

  return (
    <Page>
      <PageHeader
        parent={<Link href="/statements/files">Files</Link>}
        title={file.filename}
        note={<FileStatus status={file.status} />}
        actions={
          <>
            {mayResolve && (
              <ActionButton
                label={isAside ? 'Take it back' : 'Try again'}
                action={retry.bind(null, file.id)}
              />
            )}
            {!canBeRead && putAside}
            {file.isWhole && canBeReread(file) && (
              <ButtonLink href={`/statements/files/${file.id}/reread`}>Read again</ButtonLink>
            )}
            {file.isWhole && (
              <ButtonLink href={`/api/statements/${file.id}/original`} download>
                Download original
              </ButtonLink>
            )}
          </>
        }
      />
      {isOnItsWay(file.status) && <ReloadWhile />}
      {!file.isWhole && <Alert tone="info" title={NOT_WHOLE} />}
      <FileAlert file={file} dismissal={dismissal} timeZone={company.timeZone} />
      {isWaiting && unknown.length > 0 && (
        <UnknownAccounts
          named={unknown}
          fileId={file.id}
          mayAdd={may(scope.role, 'openBankAccount')}
          accounts={open.map(({ id, shortName, currency }) => ({ id, currency, label: shortName }))}
          know={know}
        />
      )}
      {canBeRead && (
        <FilePreview
          initial={preview}
          accounts={open.map(({ identifier, shortName }) => ({ identifier, label: shortName }))}
          currencies={CURRENCIES}
          look={look.bind(null, file.id)}
          accept={accept.bind(null, file.id)}
        >
          {putAside}
        </FilePreview>
      )}
      <FileFacts file={file} timeZone={company.timeZone} />
      {excerpt && <FileBytes excerpt={excerpt} problems={preview?.problems ?? file.problems} />}
      {!canBeRead && file.problems.length > 0 && (
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
      <ListKeys />
    </Page>
  );
}
