import type { z } from 'zod';
import type { EventMetadata } from '#db/event-store/event.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { type Clock, type Instant, systemClock } from '#lib/clock.ts';
import { hasCode, NexusError } from '#lib/errors.ts';
import { inGroups, takeUpTo } from '#lib/groups.ts';
import { type Id, newId } from '#lib/ids.ts';
import { unstorableText } from '#lib/storable-text.ts';
import type { CommandDefinition, HandlerContext, Plan, Together } from './command.ts';
import { commit } from './commit.ts';
import { recordRefusal } from './identity/audit/record-refusal.ts';
import { authorise, type CommandType, type QueryName } from './identity/permissions.ts';
import { problemsOf } from './problems.ts';

const MAX_CONFLICT_RETRIES = 5;

/**
 * The only door for writes, for every adapter: authorise → step-up if asked → parse → load and decide → commit, retried on a version conflict
 * a bounded number of times. Throws a NexusError; nothing is written unless everything is.
 */
export async function run<Schema extends z.ZodType, Result>(
  scope: Scope,
  command: CommandDefinition<CommandType, Schema, Result>,
  input: z.input<Schema>,
  clock: Clock = systemClock,
): Promise<Result> {
  try {
    authorise(scope, command.type);
    if (command.stepUp) requireStepUp(scope, clock());
  } catch (error) {
    if (hasCode(error, 'forbidden')) await recordRefusal(scope, command.type);
    throw error;
  }
  const parsed = parseInput(command.input, input);
  // What machines bring was looked at where it came in, and can be large.
  if (scope.actor.kind === 'user') refuseUnstorable(parsed);
  const attempt = async () => carryOut(scope, command.type, await decide(scope, command, parsed, clock));
  try {
    return await attempt();
  } catch (error) {
    if (!isVersionConflict(error)) throw error;
    return await inTurn(scope.tenantId, () => retry(attempt));
  }
}

async function retry<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let retries = 1; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isVersionConflict(error) || retries >= MAX_CONFLICT_RETRIES) throw error;
    }
  }
}

/** Whether somebody was faster, so that deciding again may succeed. */
const isVersionConflict = (error: unknown) =>
  hasCode(error, 'conflict') && error.details.versionConflict === true;

const turns = new Map<Id, Promise<void>>();

/**
 * Who lost once tries again one after the other: of fifty that change one stream at once, the losers would otherwise lose against each other until
 * their tries are used up.
 */
async function inTurn<Result>(tenantId: Id, work: () => Promise<Result>): Promise<Result> {
  const before = turns.get(tenantId) ?? Promise.resolve();
  const done = Promise.withResolvers<void>();
  const mine = before.then(() => done.promise);
  turns.set(tenantId, mine);
  await before;
  try {
    return await work();
  } finally {
    done.resolve();
    if (turns.get(tenantId) === mine) turns.delete(tenantId);
  }
}

/** The door for reads: checks that the scope may ask, then opens the tenant's transaction. */
export async function read<T>(
  scope: Scope,
  query: QueryName,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  authorise(scope, query);
  return withTenant(scope, work);
}

function decide<Schema extends z.ZodType, Result>(
  scope: Scope,
  command: CommandDefinition<CommandType, Schema, Result>,
  input: z.output<Schema>,
  clock: Clock,
): Promise<Plan<Result>> {
  const context = { scope, input, now: clock(), newId };
  if (!command.together) return withTenant(scope, (tx) => command.handle({ ...context, tx }));
  const { together } = command;
  return decisions(`${scope.tenantId}/${command.type}`, { together, context } as Undecided) as Promise<
    Plan<Result>
  >;
}

type Undecided = {
  readonly together: Together<unknown, unknown>;
  readonly context: Omit<HandlerContext<unknown>, 'tx'>;
};

const MAX_GROUP_WEIGHT = 100;

const decisions = inGroups<Undecided, Plan<unknown>>(
  async (_, group) => {
    const [{ together, context }] = group as [Undecided];
    return withTenant(context.scope, (tx) =>
      together.handle(
        tx,
        group.map((one) => ({ ...one.context, tx })),
      ),
    );
  },
  (waiting) => takeUpTo(waiting, MAX_GROUP_WEIGHT, ({ together, context }) => together.weigh(context.input)),
);

async function carryOut<Result>(scope: Scope, command: CommandType, plan: Plan<Result>): Promise<Result> {
  const streams = plan.streams ?? [];
  const jobs = plan.jobs ?? [];
  if (streams.length > 0 || jobs.length > 0 || plan.also) {
    await commit({ scope, streams, jobs, metadata: metadataOf(scope, command), also: plan.also ?? null });
  }
  return plan.result;
}

/** What every event of one command carries. */
export function metadataOf(scope: Scope, command: string): EventMetadata {
  const { actor } = scope;
  return {
    actor: { kind: actor.kind, id: 'id' in actor ? actor.id : 'job' in actor ? actor.job : null },
    userId: scope.userId,
    sessionId: scope.sessionId,
    requestId: scope.requestId,
    ip: scope.ip,
    userAgent: scope.userAgent,
    command,
    commandId: newId(),
  };
}

/** Throws a NexusError `stepUpRequired` unless the passkey was asked for lately. The system and the operator have none. */
export function requireStepUp(scope: Scope, now: Instant): void {
  if (scope.actor.kind === 'operator' || scope.actor.kind === 'system') return;
  if (scope.stepUpUntil !== null && scope.stepUpUntil > now) return;
  throw new NexusError('stepUpRequired', 'Confirm with your passkey that it is you.');
}

function refuseUnstorable(input: unknown): void {
  const problem = unstorableText(input);
  if (problem) throw new NexusError('invalid', 'The input breaks a rule.', { problems: [problem] });
}

function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new NexusError('invalid', 'The input breaks a rule.', { problems: problemsOf(parsed.error) });
}
