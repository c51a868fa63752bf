import type { FileSummary, ReaderOptions, StatementSink } from '../formats/reader.ts';
import type { ParsedRow, StatementProblem, StatementStart, StatementSummary } from '../parsed-statement.ts';

/** What a thread is to read. */
export type Order = {
  readonly path: string;
  readonly options: ReaderOptions;
  readonly gate: SharedArrayBuffer;
};

/** One call of a sink, on its way between threads. Source lines stay behind: whoever imports has no use for them. */
export type Call =
  | readonly ['statement', StatementStart, number]
  | readonly ['row', ParsedRow, number]
  | readonly ['statementEnd', StatementSummary, number]
  | readonly ['problem', StatementProblem];

/** What a thread answers: calls as they come, then how it ended. */
export type Answer =
  | { readonly kind: 'calls'; readonly calls: readonly Call[]; readonly bytesRead: number }
  | { readonly kind: 'end'; readonly summary: FileSummary }
  | { readonly kind: 'failed'; readonly error: SentError };

/** An error as it crosses from one thread to another, with what tells a disk's fault from a file's. */
export type SentError = {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: string;
  readonly syscall?: string;
};

/** Gives the calls to a sink, in their order. */
export function replay(calls: readonly Call[], sink: StatementSink): void {
  for (const call of calls) {
    switch (call[0]) {
      case 'statement':
        sink.statement(call[1], call[2]);
        break;
      case 'row':
        sink.row(call[1], call[2], '');
        break;
      case 'statementEnd':
        sink.statementEnd(call[1], call[2]);
        break;
      case 'problem':
        sink.problem(call[1]);
        break;
      default:
        call satisfies never;
    }
  }
}

export function sentError(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { code, syscall } = error as NodeJS.ErrnoException;
  return {
    ...{ name: error.name, message: error.message, stack: error.stack },
    ...(code !== undefined && { code }),
    ...(syscall !== undefined && { syscall }),
  };
}

export function receivedError({ message, ...facts }: SentError): Error {
  return Object.assign(new Error(message), facts);
}
