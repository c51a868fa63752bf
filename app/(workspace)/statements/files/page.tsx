import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { FileTable } from '#components/statements/file-table.tsx';
import { StatementsHeader } from '#components/statements/statements-header.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { CountAndSums } from '#components/ui/count-and-sums.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ListKeys } from '#components/ui/list-keys.tsx';
import { hrefWith, plainParams, type RawParams } from '#components/ui/list-url.ts';
import { Page } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { Tone } from '#components/ui/status.tsx';
import { SummaryStrip } from '#components/ui/summary-strip.tsx';
import {
  countFiles,
  FILE_STANDINGS,
  type FileFilter,
  type FileStanding,
  fileCursorOf,
  listFiles,
} from '#domains/erp/statements/list-files.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { cursorText, parseCursor } from '#lib/cursor.ts';
import { redirect } from '#next/navigation';

export const metadata: Metadata = { title: 'Statement files' };

const PATH = '/statements/files';
const PAGE_SIZE = 50;

export default async function FilesPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const scope = await requireSession('viewStatements');
  const { company } = await workspaceView(scope);
  const params = plainParams(await searchParams, ['status', 'after', 'before']);
  const filter: FileFilter = { status: FILE_STANDINGS.find((state) => state === params.status) ?? null };
  const place = { after: parseCursor(params.after, 2), before: parseCursor(params.before, 2) };
  const { list, counts } = await read(scope, 'viewStatements', async (tx) => ({
    list: await listFiles(tx, filter, place, PAGE_SIZE),
    counts: await countFiles(tx),
  }));
  const at = (changes: Record<string, string | null>) => hrefWith(PATH, params, changes);
  if (place.before && !list.hasPrevious && list.rows.length < PAGE_SIZE) redirect(at({}));
  const [first, last] = [list.rows[0], list.rows.at(-1)];
  const all = FILE_STANDINGS.reduce((total, state) => total + counts[state], 0);
  const figure = (state: FileStanding, label: string, tone: Tone) => ({
    key: state,
    label,
    count: counts[state],
    tone: counts[state] > 0 ? tone : ('neutral' as const),
    href: at({ status: filter.status === state ? null : state }),
    active: filter.status === state,
  });

  return (
    <Page>
      <StatementsHeader at="files" waiting={counts.waiting} mayUpload={may(scope.role, 'uploadStatement')} />
      <SummaryStrip
        label="Files by state"
        figures={[
          {
            key: 'all',
            label: 'All',
            count: all,
            href: at({ status: null }),
            active: filter.status === null,
          },
          figure('waiting', 'Waiting for you', 'warn'),
          figure('rejected', 'Refused', 'bad'),
          figure('dismissed', 'Put aside', 'neutral'),
          figure('running', 'On their way', 'accent'),
          figure('imported', 'Imported', 'ok'),
        ]}
      />
      <Card>
        <FileTable
          rows={list.rows}
          timeZone={company.timeZone}
          empty={
            filter.status === null ? (
              <EmptyState title="No file yet.">Drop statement files anywhere on this page.</EmptyState>
            ) : (
              <EmptyState
                title="No file is in this state."
                actions={<ButtonLink href={PATH}>Show all</ButtonLink>}
              />
            )
          }
        />
        <Pagination
          previousHref={list.hasPrevious && first ? at({ before: cursorText(fileCursorOf(first)) }) : null}
          nextHref={list.hasNext && last ? at({ after: cursorText(fileCursorOf(last)) }) : null}
          labels={{ previous: 'Newer', next: 'Older' }}
        >
          <CountAndSums
            count={filter.status === null ? all : counts[filter.status]}
            noun={{ one: 'file', many: 'files' }}
            sums={[]}
          />
        </Pagination>
      </Card>
      <ListKeys />
    </Page>
  );
}
