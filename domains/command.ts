import type { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import type { Job } from '#db/jobs.ts';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/** What a handler may use: chance and time arrive as input, so that its decision can be repeated. */
export type HandlerContext<Input> = {
  readonly scope: Scope;
  readonly tx: TenantTx;
  readonly input: Input;
  readonly now: Instant;
  readonly newId: () => Id;
};

/** What a command would do: the events to append, what is enqueued and written beside them, and its answer. */
export type Plan<Result> = {
  readonly result: Result;
  readonly streams?: readonly StreamAppend[];
  readonly jobs?: readonly Job[];
  /** Operational rows that share the transaction, written after the projections. */
  readonly also?: (tx: TenantTx) => Promise<void>;
  /** The thing that the audit trail files the command under; by default the first stream. */
  readonly resource?: { readonly type: string; readonly id: Id | null };
};

/** How fresh the passkey must be: within five minutes, or an assertion over the hash of this very command. */
export type StepUp = 'session' | 'command';

/** A command is a value `{ type, input }`; this says what it means. */
export type CommandDefinition<
  Type extends string = string,
  Schema extends z.ZodType = z.ZodType,
  Result = unknown,
> = {
  readonly type: Type;
  readonly input: Schema;
  /** The sentence that a person would approve: "Change the role of Ada Klein to treasurer". */
  readonly describe: (input: z.output<Schema>) => string;
  readonly stepUp?: StepUp;
  /** Loads, decides and returns the plan. Called again when the plan met a version conflict. */
  readonly handle: (context: HandlerContext<z.output<Schema>>) => Promise<Plan<Result>>;
  readonly together?: Together<z.output<Schema>, Result>;
};

/**
 * For a command that machines send many of at once: what waits of one company is decided on one load, in the place of `handle`. Each is decided as if it
 * were alone; what two of them change alike, the commit tells apart. The transaction sees the whole company.
 */
export type Together<Input, Result> = {
  /** What deciding it costs, where 1 is the least: a group weighs a hundred at most, or is one command. */
  readonly weigh: (input: Input) => number;
  readonly handle: (
    tx: TenantTx,
    contexts: readonly HandlerContext<Input>[],
  ) => Promise<readonly PromiseSettledResult<Plan<Result>>[]>;
};

/** A command, with the types of its input and its answer taken from its definition. */
export function defineCommand<const Type extends string, Schema extends z.ZodType, Result>(
  definition: CommandDefinition<Type, Schema, Result>,
): CommandDefinition<Type, Schema, Result> {
  return definition;
}
