import type { StatementProblem } from '../../parsed-statement.ts';
import type { StatementSink } from '../reader.ts';

/** What an archive may well hold beside statements. */
const NO_STATEMENT = new Set(['format.notStatement', 'archive.noStatement']);

/** One entry's part of the archive: its statements are counted on from those before, its problems bear its name. */
export class EntrySink implements StatementSink {
  readonly #sink: StatementSink;
  readonly #name: string | null;
  readonly #offset: number;
  readonly #onError: () => void;
  #next: number;

  constructor(sink: StatementSink, name: string | null, offset: number, onError: () => void) {
    this.#sink = sink;
    this.#name = name;
    this.#offset = offset;
    this.#onError = onError;
    this.#next = offset;
  }

  /** The index of the first statement of the next entry. */
  get nextStatement(): number {
    return this.#next;
  }

  statement(...[start, statement]: Parameters<StatementSink['statement']>): void {
    this.#next = Math.max(this.#next, this.#offset + statement + 1);
    this.#sink.statement(start, this.#offset + statement);
  }

  row(...[row, statement, raw]: Parameters<StatementSink['row']>): void {
    this.#sink.row(row, this.#offset + statement, raw);
  }

  statementEnd(...[end, statement]: Parameters<StatementSink['statementEnd']>): void {
    this.#sink.statementEnd(end, this.#offset + statement);
  }

  problem(problem: StatementProblem): void {
    const severity = NO_STATEMENT.has(problem.code) ? 'warning' : problem.severity;
    if (severity === 'error') this.#onError();
    const message = this.#name === null ? problem.message : `${this.#name}: ${problem.message}`;
    this.#sink.problem({ ...problem, severity, message });
  }
}
