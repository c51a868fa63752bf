import { NexusError } from '#lib/errors.ts';

/** What every statement after a failed one is answered: it says nothing of the reason. */
const IN_FAILED_TRANSACTION = '25P02';
const SERIALISATION_FAILURES = ['40001', '40P01'];

/**
 * Waits for all, however they end, so that nothing still writes when an error is thrown: that of the first in the list whose own fault it was.
 */
export async function allDone<T extends readonly unknown[]>(
  works: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<T> {
  const outcomes = await Promise.allSettled(works);
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (errors.length > 0) throw errors.find((error) => sqlState(error) !== IN_FAILED_TRANSACTION) ?? errors[0];
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined)) as never;
}

/** Whether the transaction was refused for what others did at the same time, so that the very same may succeed now. */
export function isSerialisationFailure(error: unknown): boolean {
  return SERIALISATION_FAILURES.includes(sqlState(error) ?? '');
}

/** Whether the database went away: what it had been told to do may be done or not. */
export function isConnectionFailure(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return state.startsWith('08') || state.startsWith('57P');
  return causes(error).some((cause) =>
    /^(CONNECTION_|CONNECT_|ECONN|EPIPE)/.test(field(cause, 'code') ?? ''),
  );
}

/**
 * The error as callers know it: what a constraint refuses (SQLSTATE class 23) is a conflict with what others did, and a database that is
 * gone is `unavailable`. Others stay as they are.
 */
export function asRefusal(error: unknown): unknown {
  if (error instanceof NexusError) return error;
  if (isConnectionFailure(error)) {
    return new NexusError('unavailable', 'The database does not answer. Try again in a moment.', {
      cause: error,
    });
  }
  if (!sqlState(error)?.startsWith('23')) return error;
  const constraint = field(fromDatabase(error), 'constraint_name') ?? null;
  return new NexusError('conflict', 'What is stored does not allow this. Look at it again.', {
    details: { versionConflict: true, constraint },
    cause: error,
  });
}

function sqlState(error: unknown): string | undefined {
  return field(fromDatabase(error), 'code');
}

/** PostgreSQL's own error among the causes: it alone has a severity. */
function fromDatabase(error: unknown): Error | undefined {
  return causes(error).find((cause) => field(cause, 'severity') !== undefined);
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) found.push(cause);
  return found;
}

function field(error: Error | undefined, name: string): string | undefined {
  const value = (error as { [key: string]: unknown } | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
