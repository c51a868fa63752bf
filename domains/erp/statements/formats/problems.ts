import { LIMITS, type StatementSink } from './reader.ts';

/** Says problems to a sink; raw text is cut to its limit. */
export class ProblemReporter {
  readonly #sink: StatementSink;

  constructor(sink: StatementSink) {
    this.#sink = sink;
  }

  /** Something of the file is missing from the rows. */
  error(line: number | null, code: string, message: string, raw: string | null = null): void {
    this.#say('error', line, code, message, raw);
  }

  /** Everything was read, and a person may want to look. */
  warn(line: number | null, code: string, message: string, raw: string | null = null): void {
    this.#say('warning', line, code, message, raw);
  }

  /** NUL bytes mean nothing in any format: they were left out. */
  nulBytes(): void {
    this.warn(null, 'bytes.nul', 'The file has NUL bytes; they were left out.');
  }

  #say(
    severity: 'error' | 'warning',
    line: number | null,
    code: string,
    message: string,
    raw: string | null,
  ): void {
    this.#sink.problem({ severity, line, code, message, raw: raw?.slice(0, LIMITS.rawLength) ?? null });
  }
}
