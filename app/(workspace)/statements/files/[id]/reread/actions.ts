'use server';

import { applyRereading } from '#domains/erp/statements/reread/apply-rereading.ts';
import { readAgain } from '#domains/erp/statements/reread/read-again.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';
import { revalidatePath } from '#next/cache';

/** Corrects an imported file by what its page showed; `digest` says what that was. */
export async function apply(statementFileId: string, digest: string) {
  const scope = await requireSession('viewStatements');
  return outcomeOf(async () => {
    const rereading = await readAgain(scope, statementFileId);
    if (rereading.digest !== digest) {
      throw new NexusError('conflict', 'Something changed meanwhile. Load the page again.');
    }
    await run(scope, applyRereading, { statementFileId, rereading });
    revalidatePath('/', 'layout');
  });
}
