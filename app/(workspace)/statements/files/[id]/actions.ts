'use server';

import { z } from 'zod';
import { COLUMN_ROLES } from '#domains/erp/statements/formats/reader.ts';
import { dismissFile, resolveFile } from '#domains/erp/statements/resolve-file.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';
import { revalidatePath } from '#next/cache';

const column = z.union([z.string().max(200), z.int().nonnegative()]);
const csvMapping = z
  .object({
    dateOrder: z.enum(['dayFirst', 'monthFirst', 'yearFirst']),
    decimalSign: z.enum(['.', ',']),
    delimiter: z.string().max(3),
    columns: z.partialRecord(z.enum(COLUMN_ROLES), z.union([column, z.array(column).max(20)])),
    account: z.string().max(64),
    currency: z.string().length(3),
  })
  .partial()
  .strict();

/** Has a waiting file read again, as the person says. */
export async function resolve(statementFileId: string, mapping: unknown) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const parsed = csvMapping.nullable().safeParse(mapping);
    if (!parsed.success)
      throw new NexusError('invalid', 'What was chosen cannot be read. Load the page again.');
    await run(scope, resolveFile, { statementFileId, mapping: parsed.data });
    revalidatePath('/statements', 'layout');
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
