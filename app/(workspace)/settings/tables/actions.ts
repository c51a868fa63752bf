'use server';

import { forgetTableMapping } from '#domains/erp/statements/table-mappings/forget-table-mapping.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { revalidatePath } from '#next/cache';

/** Has tables with a header looked at again; answers with the sentence why not. */
export async function forget(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const mappingId = String(form.get('mappingId'));
  const outcome = await outcomeOf(() => run(scope, forgetTableMapping, { mappingId }));
  revalidatePath('/settings/tables');
  return outcome.ok ? undefined : outcome.message;
}
