import { database, driverOf, type Transaction } from '#db/client.ts';
import { allDone, asRefusal, isConnectionFailure, isSerialisationFailure } from '#db/errors.ts';
import type { RecordedEvent } from '#db/event-store/event.ts';
import { type Head, lockHead, nextRecordedAt } from '#db/event-store/heads.ts';
import { destroyedKeys, loadKeys, makeMissingKeys, type SubjectKeys } from '#db/event-store/personal-data.ts';
import { prepareEvents, type StoredEvent, subjectsOf } from '#db/event-store/prepare.ts';
import { StaleGround, storeEvents, storeEventsAfter } from '#db/event-store/store.ts';
import {
  claimVersions,
  keyOfStream,
  type StreamVersions,
  streamVersions,
} from '#db/event-store/stream-versions.ts';
import { enqueue } from '#db/jobs.ts';
import { setTenant } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { moveCheckpoints } from './checkpoints.ts';
import type { Commit, EventLog } from './commit.ts';
import { project } from './project.ts';

export type Outcome = PromiseSettledResult<readonly RecordedEvent[]>;

/** What a group builds on: each part of it that succeeds moves it on. */
type Ground = {
  readonly head: Head;
  readonly versions: StreamVersions;
  readonly keys: SubjectKeys;
};

/**
 * What this process knows of each tenant from its last commit. As long as nobody else commits, a group can be written on that alone; the database
 * compares it with the truth. `alone` is false after somebody else did.
 */
export type Memory = Map<Id, Known>;
type Known = {
  readonly head: Head;
  readonly alone: boolean;
  readonly keys: SubjectKeys;
  /** `destroyedKeys()` when the keys were read. */
  readonly destroyed: number;
};

const MAX_TENANTS = 1_000;
const MAX_KEYS = 1_000;
const MAX_TRIES = 6;

/** How a group is written: on what is remembered, under the head's lock, or under it and with a savepoint around each part. */
type Way = 'remembered' | 'locked' | 'parts';

/** Commits works of one tenant in one transaction. Those that fail have their own outcome; the others stand. */
export async function commitGroup(
  log: EventLog,
  memory: Memory,
  tenantId: Id,
  group: readonly Commit[],
): Promise<Outcome[]> {
  let way: Way = 'remembered';
  for (let attempt = 1; ; attempt++) {
    try {
      return await commitBy(way, log, memory, tenantId, group);
    } catch (error) {
      const known = memory.get(tenantId);
      if (known) memory.set(tenantId, { ...known, alone: false });
      if (error instanceof StaleGround) way = 'locked';
      else if (isSerialisationFailure(error) && attempt < MAX_TRIES) way = way === 'parts' ? way : 'locked';
      else if (way !== 'parts' && group.length > 1 && !isConnectionFailure(error)) way = 'parts';
      else return group.map(() => ({ status: 'rejected', reason: asRefusal(error) }));
    }
  }
}

async function commitBy(
  way: Way,
  log: EventLog,
  memory: Memory,
  tenantId: Id,
  group: readonly Commit[],
): Promise<Outcome[]> {
  const known = memory.get(tenantId);
  const destroyed = destroyedKeys();
  const remembered = way === 'remembered' && known?.alone ? rememberedGround(log, known, group) : null;
  const { before, written } = await database().drizzle.transaction(async (tx) => {
    return remembered
      ? writeRemembered(tx, log, tenantId, remembered, group)
      : writeLocked(tx, log, tenantId, group, way === 'parts');
  });
  const alone = !known || known.head.position === before.head.position;
  const keys = remembered || !known || !alone ? before.keys : new Map([...keysOf(known), ...before.keys]);
  if (keys.size > MAX_KEYS) keys.clear();
  if (memory.size >= MAX_TENANTS) memory.clear();
  memory.set(tenantId, { head: written.ground.head, alone, keys, destroyed });
  return written.outcomes;
}

/** Everything in one round trip, up to the first question that a projector asks. */
async function writeRemembered(
  tx: Transaction,
  log: EventLog,
  tenantId: Id,
  before: Ground,
  group: readonly Commit[],
): Promise<{ before: Ground; written: Written }> {
  const target = { log, tenantId, store: storeEventsAfter };
  const [, written] = await allDone<[unknown, Written]>([
    setTenant(tx, tenantId),
    write(tx, target, before, group),
  ]);
  return { before, written };
}

async function writeLocked(
  tx: Transaction,
  log: EventLog,
  tenantId: Id,
  group: readonly Commit[],
  inParts: boolean,
): Promise<{ before: Ground; written: Written }> {
  const before = await lockedGround(tx, log, tenantId, group);
  const target = { log, tenantId, store: storeEvents };
  const written = await (inParts ? writeParts : write)(tx, target, before, group);
  return { before, written };
}

const keysOf = ({ keys, destroyed }: Known): SubjectKeys =>
  destroyed === destroyedKeys() ? keys : new Map();

/** The ground as this process left it; each stream's version is what the first commit on it expects. Null where something is not known. */
function rememberedGround({ catalogue }: EventLog, known: Known, group: readonly Commit[]): Ground | null {
  const keys = keysOf(known);
  if (!group.some((work) => work.streams.some(({ events }) => events.length > 0))) return null;
  if (!group.every((work) => subjectsOf(catalogue, work).every((subject) => keys.has(subject)))) return null;
  const versions: StreamVersions = new Map();
  for (const { stream, expectedVersion } of group.flatMap((work) => work.streams)) {
    const key = keyOfStream(stream);
    if (!versions.has(key)) versions.set(key, expectedVersion);
  }
  return { head: known.head, versions, keys };
}

/**
 * One round trip: the queries are sent behind each other, and run under the lock that the second one takes. (A tenant's very first
 * commits may race for the head row; the constraints then refuse the slower one, which is retried.)
 */
async function lockedGround(
  tx: Transaction,
  { catalogue }: EventLog,
  tenantId: Id,
  group: readonly Commit[],
): Promise<Ground> {
  const driver = driverOf(tx);
  const streams = group.flatMap((work) => work.streams.map(({ stream }) => stream));
  const subjects = group.flatMap((work) => subjectsOf(catalogue, work));
  const [, head, found, keys] = await allDone<[unknown, Head, number[], SubjectKeys]>([
    setTenant(tx, tenantId),
    lockHead(driver, tenantId),
    streamVersions(driver, tenantId, streams),
    loadKeys(driver, tenantId, subjects),
  ]);
  await makeMissingKeys(driver, tenantId, keys, subjects, nextRecordedAt(head));
  const versions = new Map(streams.map((stream, index) => [keyOfStream(stream), found[index] ?? 0]));
  return { head, versions, keys };
}

type Target = {
  readonly log: EventLog;
  readonly tenantId: Id;
  /** By which of the two the events are stored. */
  readonly store: typeof storeEventsAfter;
};

type Written = { readonly outcomes: Outcome[]; readonly ground: Ground };

/** Writes a group that was refused as a whole: each half on its own, down to the one that is refused. */
async function writeParts(
  tx: Transaction,
  target: Target,
  before: Ground,
  group: readonly Commit[],
): Promise<Written> {
  const half = Math.ceil(group.length / 2);
  const outcomes: Outcome[] = [];
  let ground = before;
  for (const part of [group.slice(0, half), group.slice(half)].filter(({ length }) => length > 0)) {
    const written = await tx
      .transaction((inner) => write(inner, target, ground, part))
      .catch((error): Promise<Written> | Written => {
        if (isSerialisationFailure(error)) throw error;
        if (part.length > 1) return writeParts(tx, target, ground, part);
        return { outcomes: [{ status: 'rejected', reason: asRefusal(error) }], ground };
      });
    outcomes.push(...written.outcomes);
    ground = written.ground;
  }
  return { outcomes, ground };
}

/** Writes all of them. Stale versions and invalid events are told apart before anything is sent, and take nothing else with them. */
async function write(
  tx: Transaction,
  { log, tenantId, store }: Target,
  ground: Ground,
  group: readonly Commit[],
): Promise<Written> {
  const { outcomes, stored, head, versions } = prepareGroup(log, tenantId, ground, group);
  const events = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const driver = driverOf(tx);
  await allDone([
    store(driver, tenantId, stored, head, ground),
    moveCheckpoints(driver, tenantId, ground.head, head, log.projectors),
    project(Object.assign(tx, { tenantId }), log.projectors, events),
  ]);
  const also = group.map(async ({ also, scope }, index) => {
    if (outcomes[index]?.status === 'fulfilled') await also?.(Object.assign(Object.create(tx), { scope }));
  });
  await allDone([...also, enqueueJobs(tx, group, outcomes)]);
  return { outcomes, ground: { ...ground, head, versions } };
}

function prepareGroup({ catalogue }: EventLog, tenantId: Id, ground: Ground, group: readonly Commit[]) {
  const versions = new Map(ground.versions);
  const recordedAt = nextRecordedAt(ground.head);
  const outcomes: Outcome[] = [];
  const stored: StoredEvent[] = [];
  let { head } = ground;
  for (const work of group) {
    try {
      const prepared = prepareEvents(catalogue, tenantId, head, work, ground.keys, recordedAt);
      claimVersions(work.streams, versions);
      head = prepared.head;
      stored.push(...prepared.stored);
      outcomes.push({ status: 'fulfilled', value: prepared.events });
    } catch (error) {
      outcomes.push({ status: 'rejected', reason: error });
    }
  }
  return { outcomes, stored, head, versions };
}

async function enqueueJobs(
  tx: Transaction,
  group: readonly Commit[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const jobs = group.flatMap((work, index) => (outcomes[index]?.status === 'fulfilled' ? work.jobs : []));
  if (jobs.length > 0) await enqueue(tx, jobs);
}
