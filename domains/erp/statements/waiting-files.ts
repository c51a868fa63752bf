import { and, eq } from 'drizzle-orm';
import type { StreamAppend } from '#db/event-store/append.ts';
import { statementFiles, statementProblems } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { accountOfWords, isNamed, type KnownAccount } from './accounts-in-files.ts';
import { decideResolve } from './decide.ts';
import { loadFile, streamOf } from './load-file.ts';

/** What has the files read again that wait for this account: the files, and the event for each one's stream. */
export async function readAgainFor(
  tx: TenantTx,
  account: KnownAccount,
): Promise<{ readonly fileIds: readonly Id[]; readonly streams: readonly StreamAppend[] }> {
  const asked = await tx
    .select({ fileId: statementFiles.id, words: statementProblems.raw })
    .from(statementFiles)
    .innerJoin(
      statementProblems,
      and(
        eq(statementProblems.tenantId, statementFiles.tenantId),
        eq(statementProblems.statementFileId, statementFiles.id),
      ),
    )
    .where(
      and(
        eq(statementFiles.tenantId, tx.scope.tenantId),
        eq(statementFiles.status, 'waiting'),
        eq(statementProblems.code, 'account.unknown'),
      ),
    );
  const fileIds = [...new Set(asked.filter(({ words }) => mean(words, account)).map((one) => one.fileId))];
  const streams: StreamAppend[] = [];
  for (const id of fileIds) {
    const state = await loadFile(tx, id);
    if (state.status !== 'waiting') continue;
    streams.push({
      stream: streamOf(id),
      expectedVersion: state.version,
      events: decideResolve(state, null),
    });
  }
  return { fileIds, streams };
}

/** Whether the words of a problem mean the account. */
function mean(words: string | null, account: KnownAccount): boolean {
  const named = accountOfWords(words ?? '');
  return named !== null && isNamed(account, named);
}
