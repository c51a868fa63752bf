import type { StreamAppend } from '#db/event-store/append.ts';
import type { EventCatalogue, EventMetadata, RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import type { Job } from '#db/jobs.ts';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import { inGroups, takeUpTo } from '#lib/groups.ts';
import { countCommits } from '#lib/metrics.ts';
import { commitGroup, type Memory, type Outcome } from './commit-group.ts';
import { EVENTS } from './events.ts';
import { PROJECTORS } from './projectors.ts';

/** What one command commits. */
export type Commit = {
  readonly scope: Scope;
  readonly streams: readonly StreamAppend[];
  readonly metadata: EventMetadata;
  readonly jobs: readonly Job[];
  readonly also: ((tx: TenantTx) => Promise<void>) | null;
};

/** What is appended to: the events that exist, and the projectors that read them. */
export type EventLog = { readonly catalogue: EventCatalogue; readonly projectors: readonly Projector[] };

/** The most events that one transaction takes from the queue, unless a single commit is larger. */
const MAX_GROUP_EVENTS = 256;

/**
 * Appends the events, runs the projectors, moves their checkpoints, writes `also` and enqueues the jobs, in one transaction. What queues
 * for one tenant while a transaction runs forms the next one; a commit that fails takes only its own work with it.
 * Resolves once the transaction is durable. Throws a NexusError `conflict` on a stale version or a broken invariant.
 */
export const commit = makeCommit({ catalogue: EVENTS, projectors: PROJECTORS });

/** A `commit` with queues of its own, on other events and projectors. */
export function makeCommit(log: EventLog): (work: Commit) => Promise<readonly RecordedEvent[]> {
  const memory: Memory = new Map();
  const grouped = inGroups<Commit, readonly RecordedEvent[]>(
    async (tenantId, group) => {
      const outcomes = await commitGroup(log, memory, tenantId, group);
      countOutcomes(outcomes);
      return outcomes;
    },
    (waiting) => takeUpTo(waiting, MAX_GROUP_EVENTS, countEvents),
  );
  return (work) => grouped(work.scope.tenantId, work);
}

const countEvents = ({ streams }: Commit) => streams.reduce((sum, { events }) => sum + events.length, 0);

function countOutcomes(outcomes: readonly Outcome[]): void {
  const done = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  const events = done.reduce((sum, { value }) => sum + value.length, 0);
  countCommits({ done: done.length, refused: outcomes.length - done.length, events });
}
