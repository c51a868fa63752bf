import { setImmediate } from 'node:timers/promises';
import type { StreamAppend } from '#db/event-store/append.ts';
import type { EventCatalogue, EventMetadata, RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import type { Job } from '#db/jobs.ts';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { countCommits } from '#lib/metrics.ts';
import { commitGroup, type Memory } from './commit-group.ts';
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

type Waiting = {
  readonly commit: Commit;
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (error: unknown) => void;
};

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
  const queues = new Map<Id, Waiting[]>();
  const memory: Memory = new Map();
  return (work) =>
    new Promise((resolve, reject) => {
      const { tenantId } = work.scope;
      const waiting = { commit: work, resolve, reject };
      const queue = queues.get(tenantId);
      if (queue) {
        queue.push(waiting);
        return;
      }
      queues.set(tenantId, [waiting]);
      void drain(log, memory, queues, tenantId);
    });
}

/** Works off a tenant's queue, one group a transaction, until it is empty. */
async function drain(log: EventLog, memory: Memory, queues: Map<Id, Waiting[]>, tenantId: Id): Promise<void> {
  const queue = queues.get(tenantId) ?? [];
  while (queue.length > 0) {
    // Whoever was just answered, or has arrived meanwhile, takes part at once rather than waiting for this group too.
    await setImmediate();
    const group = takeGroup(queue);
    const works = group.map((waiting) => waiting.commit);
    const outcomes = await commitGroup(log, memory, tenantId, works);
    countOutcomes(outcomes);
    group.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (outcome?.ok) waiting.resolve(outcome.events);
      else waiting.reject(outcome?.error);
    });
  }
  // In the same turn as the look at the queue: what comes after this begins a new one.
  queues.delete(tenantId);
}

function countOutcomes(outcomes: Awaited<ReturnType<typeof commitGroup>>): void {
  const done = outcomes.filter((outcome) => outcome.ok);
  const events = done.reduce((sum, outcome) => sum + outcome.events.length, 0);
  countCommits({ done: done.length, refused: outcomes.length - done.length, events });
}

function takeGroup(queue: Waiting[]): Waiting[] {
  let events = 0;
  let taken = 0;
  for (const { commit } of queue) {
    events += commit.streams.reduce((sum, stream) => sum + stream.events.length, 0);
    if (taken > 0 && events > MAX_GROUP_EVENTS) break;
    taken++;
  }
  return queue.splice(0, taken);
}
