import { database, driverOf, type Transaction } from '#db/client.ts';
import { type Append, appendEvents, type Head, lockHead, type StreamAppend } from '#db/event-store/append.ts';
import type { EventMetadata, RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { enqueue, type Job } from '#db/jobs.ts';
import { type Scope, setTenant, type TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
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

type Waiting = {
  readonly commit: Commit;
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (error: unknown) => void;
};

/** The most events that one transaction takes from the queue, unless a single commit is larger. */
const MAX_GROUP_EVENTS = 256;
const MAX_TRANSACTION_TRIES = 5;

const queues = new Map<Id, Waiting[]>();

/**
 * Appends the events, runs the projectors, moves their checkpoints, enqueues the jobs and writes `also`, in one transaction. What queues
 * for one tenant while a transaction runs forms the next one; each commit has a savepoint, so one that fails takes only its own work with it.
 * Resolves once the transaction is durable. Throws a NexusError `conflict` on a stale version or a broken invariant.
 */
export function commit(work: Commit): Promise<readonly RecordedEvent[]> {
  return new Promise((resolve, reject) => {
    const { tenantId } = work.scope;
    const queue = queues.get(tenantId);
    const waiting = { commit: work, resolve, reject };
    if (queue) {
      queue.push(waiting);
      return;
    }
    queues.set(tenantId, [waiting]);
    void drain(tenantId);
  });
}

/** Works off a tenant's queue, one group a transaction, until it is empty. */
async function drain(tenantId: Id): Promise<void> {
  const queue = queues.get(tenantId) ?? [];
  while (queue.length > 0) {
    const group = takeGroup(queue);
    const outcomes = await commitGroup(
      tenantId,
      group.map((waiting) => waiting.commit),
    );
    group.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (outcome?.ok) waiting.resolve(outcome.events);
      else waiting.reject(outcome?.error);
    });
  }
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

type Outcome = { ok: true; events: readonly RecordedEvent[] } | { ok: false; error: unknown };

async function commitGroup(tenantId: Id, group: readonly Commit[]): Promise<Outcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().drizzle.transaction(async (tx) => {
        await setTenant(tx, tenantId);
        return commitAll(tx, tenantId, group);
      });
    } catch (error) {
      if (attempt < MAX_TRANSACTION_TRIES && isSerialisationFailure(error)) continue;
      return group.map(() => ({ ok: false, error }));
    }
  }
}

async function commitAll(tx: Transaction, tenantId: Id, group: readonly Commit[]): Promise<Outcome[]> {
  let head = await lockHead(driverOf(tx), tenantId);
  const outcomes: Outcome[] = [];
  for (const work of group) {
    try {
      // The driver fails the whole transaction over any error outside its own savepoints: so each commit runs in one.
      const from = head;
      const done = await tx.transaction((inner) => commitOne(inner, tenantId, from, work));
      head = done.head;
      outcomes.push({ ok: true, events: done.events });
    } catch (error) {
      if (isSerialisationFailure(error)) throw error;
      outcomes.push({ ok: false, error: asConflict(error) });
    }
  }
  const jobs = group.flatMap((work, index) => (outcomes[index]?.ok ? work.jobs : []));
  if (jobs.length > 0) await enqueue(tx, jobs);
  return outcomes;
}

async function commitOne(
  tx: Transaction,
  tenantId: Id,
  head: Head,
  work: Commit,
): Promise<{ events: RecordedEvent[]; head: Head }> {
  const append: Append = { streams: work.streams, metadata: work.metadata };
  const appended =
    work.streams.length > 0
      ? await appendEvents(driverOf(tx), EVENTS, tenantId, head, append)
      : { events: [], head };
  if (appended.events.length > 0) {
    const projection = Object.assign(tx, { tenantId });
    for (const projector of PROJECTORS) await projector.project(projection, appended.events);
    await moveCheckpoints(projection, appended.head);
  }
  if (work.also) await work.also(Object.assign(tx, { scope: work.scope }));
  return appended;
}

/** Notes for every projector up to where it has come and by which code. A projector that lags is left for its rebuild. */
async function moveCheckpoints(tx: ProjectionTx, head: Head): Promise<void> {
  await driverOf(tx).unsafe(
    `INSERT INTO projection_versions (tenant_id, projector, last_position, code_version, updated_at)
     SELECT $1, p.name, $2, p.code_version, $3 FROM unnest($4::text[], $5::int[]) AS p(name, code_version)
     ON CONFLICT (tenant_id, projector) DO UPDATE SET last_position = excluded.last_position, updated_at = excluded.updated_at`,
    [
      tx.tenantId,
      head.position,
      head.recordedAt,
      PROJECTORS.map((p) => p.name),
      PROJECTORS.map((p) => p.codeVersion),
    ],
    { prepare: true },
  );
}

const SERIALISATION_FAILURES = new Set(['40001', '40P01']);

function sqlState(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code))
      return cause.code;
  }
  return null;
}

function isSerialisationFailure(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && SERIALISATION_FAILURES.has(state);
}

/** What a constraint refuses (class 23) is a conflict with what others did, not a fault of ours. */
function asConflict(error: unknown): unknown {
  if (error instanceof NexusError || !sqlState(error)?.startsWith('23')) return error;
  return new NexusError('conflict', 'What is stored does not allow this. Look at it again.', {
    details: { versionConflict: true, constraint: constraintOf(error) },
    cause: error,
  });
}

function constraintOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('constraint_name' in cause && typeof cause.constraint_name === 'string') return cause.constraint_name;
  }
  return null;
}
