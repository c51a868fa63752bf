/**
 * Everything that Nexus refuses, in one closed union. Each adapter maps it once: to problem details (RFC 9457),
 * to a form's errors, to an exit code.
 */
export type ErrorCode =
  | 'unauthenticated' // nobody is signed in, or the signature is wrong
  | 'forbidden' // signed in, and not allowed
  | 'stepUpRequired' // allowed after a fresh passkey assertion
  | 'notFound'
  | 'invalid' // the input breaks a rule; `problems` say where
  | 'conflict' // the state does not allow it, or somebody was faster
  | 'tooLarge'
  | 'rateLimited'
  | 'unavailable'; // a part that is needed does not answer

/** One broken rule: `pointer` is a JSON pointer (RFC 6901) into the input, "" for the whole. */
export type Problem = { pointer: string; code: string; message: string };

export class NexusError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  /** Facts for the adapter, such as the step-up's challenge or seconds to wait. Never secrets. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { problems?: readonly Problem[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'NexusError';
    this.code = code;
    this.problems = options.problems ?? [];
    this.details = options.details ?? {};
  }
}

/** Whether the error is a NexusError with that code. */
export function hasCode(error: unknown, code: ErrorCode): error is NexusError {
  return error instanceof NexusError && error.code === code;
}

/** The HTTP status of each code. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  stepUpRequired: 403,
  notFound: 404,
  invalid: 422,
  conflict: 409,
  tooLarge: 413,
  rateLimited: 429,
  unavailable: 503,
};
