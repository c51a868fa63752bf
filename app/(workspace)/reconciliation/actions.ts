'use server';

import { requireSession } from '#domains/identity/people-scopes.ts';
import { type Outcome, outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { matchRow } from '#domains/treasury/reconciliation/match-row.ts';
import { explainRow, undoMatch } from '#domains/treasury/reconciliation/undo-match.ts';
import { revalidatePath } from '#next/cache';

/** Confirms the answer that is shown: the engine's (0), one of its alternatives (1 to 3), or the items that were picked. */
export async function confirm(
  rowId: string,
  version: number,
  answer: { choice: number } | { openItemIds: string[] },
): Promise<Outcome<void>> {
  const scope = await requireSession();
  return decided(() => run(scope, matchRow, { rowId, version, answer }));
}

/** Says that there is no document for the row, and why. */
export async function explain(
  rowId: string,
  version: number,
  category: string | null,
  reason: string,
): Promise<Outcome<void>> {
  const scope = await requireSession();
  return decided(() => run(scope, explainRow, { rowId, version, category, reason }));
}

/** Takes back what was decided on the row. */
export async function undo(rowId: string): Promise<Outcome<void>> {
  const scope = await requireSession();
  return decided(() => run(scope, undoMatch, { rowId }));
}

/** The counts beside the navigation and the queues change with every decision. */
async function decided(work: () => Promise<void>): Promise<Outcome<void>> {
  const outcome = await outcomeOf(work);
  revalidatePath('/', 'layout');
  return outcome;
}
