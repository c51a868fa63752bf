'use server';

import { acceptFile } from '#domains/erp/statements/preview/accept-file.ts';
import { previewFile } from '#domains/erp/statements/preview/preview-file.ts';
import { dismissFile, resolveFile } from '#domains/erp/statements/resolve-file.ts';
import { choiceFrom, type TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { addAccountAlias } from '#domains/treasury/accounts/account-aliases.ts';
import { NexusError } from '#lib/errors.ts';
import { revalidatePath } from '#next/cache';

/** The file as it would be imported if it were read so; nothing of it is stored. */
export async function look(statementFileId: string, choice: unknown) {
  const scope = await requireSession('viewStatements');
  return outcomeOf(() => previewFile(scope, statementFileId, requireChoice(choice)));
}

/** Has the file imported as its preview shows it. */
export async function accept(statementFileId: string, choice: unknown, remember: boolean) {
  const scope = await requireSession('viewStatements');
  return outcomeOf(async () => {
    await acceptFile(scope, statementFileId, requireChoice(choice), remember === true);
    revalidatePath('/statements', 'layout');
  });
}

/** Has a file read again as it was said of it so far. */
export async function retry(statementFileId: string) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, resolveFile, { statementFileId });
    revalidatePath('/statements', 'layout');
  });
}

/** Says that files write an account so; those that wait for it are read again. */
export async function know(bankAccountId: string, alias: string) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, addAccountAlias, { bankAccountId, alias });
    revalidatePath('/', 'layout');
  });
}

/** Puts a waiting file aside; answers with the sentence why not. */
export async function dismiss(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const outcome = await outcomeOf(async () => {
    await run(scope, dismissFile, {
      statementFileId: String(form.get('statementFileId')),
      reason: String(form.get('reason') ?? ''),
    });
    revalidatePath('/statements', 'layout');
  });
  return outcome.ok ? undefined : outcome.message;
}

function requireChoice(value: unknown): TableChoice {
  const choice = choiceFrom(value);
  if (!choice) throw new NexusError('invalid', 'What was chosen cannot be read. Load the page again.');
  return choice;
}
