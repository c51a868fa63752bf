import { database, driverOf, type Transaction } from '#db/client.ts';
import {
  claimVersions,
  type Head,
  keyOfStream,
  lockHead,
  nextRecordedAt,
  prepareEvents,
  type StreamAppend,
  type StreamVersions,
  storeEvents,
  streamVersions,
  subjectsOf,
} from '#db/event-store/append.ts';
import type { EventCatalogue, EventMetadata, RecordedEvent } from '#db/event-store/event.ts';
import { loadKeys, makeMissingKeys, type SubjectKeys } from '#db/event-store/personal-data.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { enqueue, type Job } from '#db/jobs.ts';
import { type Scope, setTenant, type TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { moveCheckpoints } from './checkpoints.ts';
import { allDone, asRefusal, isConnectionFailure, isSerialisationFailure } from './commit-errors.ts';
import { EVENTS } from './events.ts';
import { project } from './project.ts';
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

type Outcome = { ok: true; events: readonly RecordedEvent[] } | { ok: false; error: unknown };

/** The most events that one transaction takes from the queue, unless a single commit is larger. */
const MAX_GROUP_EVENTS = 256;
const MAX_TRANSACTION_TRIES = 5;

/**
 * Appends the events, runs the projectors, moves their checkpoints, writes `also` and enqueues the jobs, in one transaction. What queues
 * for one tenant while a transaction runs forms the next one; a commit that fails takes only its own work with it.
 * Resolves once the transaction is durable. Throws a NexusError `conflict` on a stale version or a broken invariant.
 */
export const commit = makeCommit({ catalogue: EVENTS, projectors: PROJECTORS });

/** A `commit` with queues of its own, on other events and projectors. */
export function makeCommit(log: EventLog): (work: Commit) => Promise<readonly RecordedEvent[]> {
  const queues = new Map<Id, Waiting[]>();
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
      void drain(log, queues, tenantId);
    });
}

/** Works off a tenant's queue, one group a transaction, until it is empty. */
async function drain(log: EventLog, queues: Map<Id, Waiting[]>, tenantId: Id): Promise<void> {
  const queue = queues.get(tenantId) ?? [];
  while (queue.length > 0) {
    const group = takeGroup(queue);
    const works = group.map((waiting) => waiting.commit);
    const outcomes = await commitGroup(log, tenantId, works);
    group.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (outcome?.ok) waiting.resolve(outcome.events);
      else waiting.reject(outcome?.error);
    });
  }
  // In the same turn as the look at the queue: what comes after this begins a new one.
  queues.delete(tenantId);
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

/** Tries the whole group at once; when that fails, again with a savepoint around each part. */
async function commitGroup(log: EventLog, tenantId: Id, group: readonly Commit[]): Promise<Outcome[]> {
  let savepoints = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().drizzle.transaction((tx) => commitAll(tx, log, tenantId, group, savepoints));
    } catch (error) {
      if (attempt < MAX_TRANSACTION_TRIES && isSerialisationFailure(error)) continue;
      const rolledBack = !isConnectionFailure(error);
      if (!rolledBack || savepoints || group.length === 1) {
        return group.map(() => ({ ok: false, error: asRefusal(error) }));
      }
      savepoints = true;
    }
  }
}

/** What a group builds on: read once, under the head's lock, and moved on by each part of it that succeeds. */
type Ground = {
  readonly log: EventLog;
  readonly tenantId: Id;
  readonly head: Head;
  readonly versions: StreamVersions;
  readonly keys: SubjectKeys;
};

async function commitAll(
  tx: Transaction,
  log: EventLog,
  tenantId: Id,
  group: readonly Commit[],
  savepoints: boolean,
): Promise<Outcome[]> {
  const ground = await prepareGround(tx, log, tenantId, group);
  const { outcomes } = await (savepoints ? commitInParts : writeGroup)(tx, ground, group);
  const jobs = group.flatMap((work, index) => (outcomes[index]?.ok ? work.jobs : []));
  if (jobs.length > 0) await enqueue(tx, jobs);
  return outcomes;
}

/**
 * One round trip: the queries are sent behind each other, and run under the lock that the second one takes. (A tenant's very first
 * commits may race for the head row; the constraints then refuse the slower one, which is retried.)
 */
async function prepareGround(
  tx: Transaction,
  log: EventLog,
  tenantId: Id,
  group: readonly Commit[],
): Promise<Ground> {
  const driver = driverOf(tx);
  const streams = group.flatMap((work) => work.streams.map(({ stream }) => stream));
  const subjects = group.flatMap((work) => subjectsOf(log.catalogue, work));
  const [, head, found, keys] = await Promise.all([
    setTenant(tx, tenantId),
    lockHead(driver, tenantId),
    streamVersions(driver, tenantId, streams),
    loadKeys(driver, tenantId, subjects),
  ]);
  await makeMissingKeys(driver, tenantId, keys, subjects, nextRecordedAt(head));
  const versions = new Map(streams.map((stream, index) => [keyOfStream(stream), found[index] ?? 0]));
  return { log, tenantId, head, versions, keys };
}

/** Commits all of them at once; where the database refuses, each half on its own, down to the one that is refused. */
async function commitInParts(tx: Transaction, ground: Ground, group: readonly Commit[]): Promise<Written> {
  try {
    return await tx.transaction((inner) => writeGroup(inner, ground, group));
  } catch (error) {
    if (isSerialisationFailure(error)) throw error;
    if (group.length === 1) return { outcomes: [{ ok: false, error: asRefusal(error) }], ground };
    const half = group.length >> 1;
    const first = await commitInParts(tx, ground, group.slice(0, half));
    const second = await commitInParts(tx, first.ground, group.slice(half));
    return { outcomes: [...first.outcomes, ...second.outcomes], ground: second.ground };
  }
}

type Written = { readonly outcomes: Outcome[]; readonly ground: Ground };

/** Writes all of them. Stale versions and invalid events are told apart before anything is sent, and take nothing else with them. */
async function writeGroup(tx: Transaction, ground: Ground, group: readonly Commit[]): Promise<Written> {
  const { log, tenantId, keys } = ground;
  const versions = new Map(ground.versions);
  const recordedAt = nextRecordedAt(ground.head);
  let { head } = ground;
  const outcomes: Outcome[] = [];
  const stored = [];
  for (const work of group) {
    try {
      const prepared = prepareEvents(log.catalogue, tenantId, head, work, keys, recordedAt);
      claimVersions(work.streams, versions);
      head = prepared.head;
      stored.push(...prepared.stored);
      outcomes.push({ ok: true, events: prepared.events });
    } catch (error) {
      outcomes.push({ ok: false, error });
    }
  }
  const events = outcomes.flatMap((outcome) => (outcome.ok ? outcome.events : []));
  if (events.length > 0) {
    const driver = driverOf(tx);
    await allDone([
      storeEvents(driver, tenantId, stored, head),
      moveCheckpoints(driver, tenantId, ground.head, head, log.projectors),
      project(Object.assign(tx, { tenantId }), log.projectors, events),
    ]);
  }
  for (const [index, work] of group.entries()) {
    if (outcomes[index]?.ok && work.also) await work.also(Object.assign(tx, { scope: work.scope }));
  }
  return { outcomes, ground: { ...ground, head, versions } };
}
