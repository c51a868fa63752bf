import { type Scope, withTenant } from '#db/tenancy.ts';
import { addDays } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../run.ts';
import type { Allocation } from './decide.ts';
import { match } from './matching/match.ts';
import { defaultPolicy } from './matching/policy.ts';
import type { Decision, Allocation as EngineAllocation, Row } from './matching/types.ts';
import { type ItemKey, loadMatchingInput, type MatchingInput } from './matching-input.ts';
import { moveMatches } from './move-matches.ts';
import { type EngineDecision, MAX_DECISIONS, recordMatches } from './record-matches.ts';

/** Rows that the engine is given at once: with what it makes of them, some 3 KB each. */
const ROWS_AT_ONCE = 20_000;
/** Rows that belong together are at most so many days apart. */
const DAYS_TOGETHER = Math.max(defaultPolicy.transferDays, defaultPolicy.reversalDays);

/**
 * Moves what people decided on announced rows to those that are booked by now, then runs the engine over everything that waits and everything
 * that is open, and records what changed. `today` is the tenant's. Of more rows than `rowsAtOnce`, which are two at least, it takes the oldest
 * first, then the next with what is open by then.
 */
export async function runMatching(
  scope: Scope,
  today: string,
  signal: AbortSignal,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<{ changed: number }> {
  while ((await run(scope, moveMatches, {})).more) signal.throwIfAborted();
  let changed = 0;
  let after: Row | null = null;
  do {
    const { items, keys, rows, ownAccounts }: MatchingInput = await withTenant(scope, (tx) =>
      loadMatchingInput(tx, after, rowsAtOnce),
    );
    const decided = rows.length < rowsAtOnce ? rows : rows.slice(0, countDecided(rows));
    const ids = new Set(decided.map(({ id }) => id));
    const decisions = match({ items, rows, ownAccounts, confirmed: [], today }).filter((decision) =>
      decision.rows.some((id) => ids.has(id)),
    );
    for (let from = 0; from < decisions.length; from += MAX_DECISIONS) {
      signal.throwIfAborted();
      const batch = decisions.slice(from, from + MAX_DECISIONS).map((decision) => toRecord(decision, keys));
      changed += (await run(scope, recordMatches, { decisions: batch })).changed;
    }
    after = decided.length < rows.length ? (decided.at(-1) ?? null) : null;
  } while (after);
  return { changed };
}

/**
 * Of how many of these rows it is decided now, half of them at least: what belongs to the rows of the last days, a transfer's other leg or a
 * reversal, may be among the next, with which they are given again.
 */
function countDecided(rows: readonly Row[]): number {
  const last = rows.at(-1);
  const near = last
    ? rows.findIndex((row) => row.bookingDate >= addDays(last.bookingDate, -DAYS_TOGETHER))
    : 0;
  return Math.max(near, Math.ceil(rows.length / 2));
}

function toRecord(decision: Decision, keys: ReadonlyMap<Id, ItemKey>): EngineDecision {
  const allocations = (list: readonly EngineAllocation[]) => list.map((entry) => allocationOf(entry, keys));
  return {
    rows: decision.rows,
    automatic: decision.decision === 'automatic',
    proposal: {
      kind: decision.kind,
      category: decision.category,
      confidence: decision.confidence,
      mates: [],
      allocations: allocations(decision.allocations),
      rest: decision.rest,
      criteria: [...decision.criteria],
      alternatives: decision.alternatives.map(({ confidence, allocations: list }) => ({
        confidence,
        allocations: allocations(list),
      })),
    },
  };
}

function allocationOf(entry: EngineAllocation, keys: ReadonlyMap<Id, ItemKey>): Allocation {
  const key = keys.get(entry.invoice);
  if (!key) throw new Error(`The engine named an item that it was not given: ${entry.invoice}`);
  return {
    openItemId: entry.invoice,
    ...key,
    amount: entry.amount,
    rowAmount: entry.rowAmount,
    rate: entry.rate,
    differences: entry.differences.map((difference) => ({ ...difference })),
  };
}
