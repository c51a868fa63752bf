'use server';

import { requireSession } from '#domains/identity/people-scopes.ts';
import { revokeSession } from '#domains/identity/sessions/revoke-session.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { revalidatePath } from '#next/cache';

/** Ends one of one's own sessions, or anybody's for whoever looks after people. Returns why not. */
export async function revoke(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const outcome = await outcomeOf(() =>
    run(scope, revokeSession, { sessionId: String(form.get('sessionId')) }),
  );
  revalidatePath('/settings/sessions');
  return outcome.ok ? undefined : outcome.message;
}
