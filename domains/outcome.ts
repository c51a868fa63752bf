import { type ErrorCode, NexusError, type Problem } from '#lib/errors.ts';

/** What a server action tells the form that called it: the answer, or what was refused and where. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly problems: readonly Problem[];
    };

/** Runs the work and turns what Nexus refuses into an outcome; faults of ours are thrown on. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof NexusError)) throw error;
    const { code, message, problems } = error;
    return { ok: false, code, message, problems };
  }
}

/** The sentence for a field: what is wrong with `/name`, or nothing. */
export function problemAt(outcome: Outcome<unknown> | null, pointer: string): string | undefined {
  if (!outcome || outcome.ok) return undefined;
  return outcome.problems.find((problem) => problem.pointer === pointer)?.message;
}
