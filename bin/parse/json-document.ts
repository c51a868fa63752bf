import type { FileSummary, StatementSink } from '#domains/erp/statements/formats/reader.ts';
import type {
  ParsedRow,
  StatementProblem,
  StatementSummary,
} from '#domains/erp/statements/parsed-statement.ts';

/** Of a statement whose turn has not come: its rows so far and, once it is complete, the rest of it. */
type Waiting = { rows: string[]; rest: string | null };

/**
 * The document of a file as one line of JSON, in pieces as the file is read, so that no file is too large. Statements stand
 * in their order; rows of one are kept only while another, which began before it, goes on.
 */
export class JsonDocument implements StatementSink {
  readonly problems: StatementProblem[] = [];
  readonly #waiting = new Map<number, Waiting>();
  #pieces: string[];
  /** The statement whose turn it is, and how many of its rows have been written. */
  #statement = 0;
  #rows = 0;

  constructor(file: string) {
    this.#pieces = [`{"file":${JSON.stringify(file)},"statements":[`];
  }

  /** What has come since it was last asked. */
  take(): string {
    const text = this.#pieces.join('');
    this.#pieces = [];
    return text;
  }

  statement(): void {
    // All that it says comes again, complete, with the statement's end.
  }

  row(row: ParsedRow, statement: number): void {
    const json = JSON.stringify(row);
    if (statement === this.#statement) this.#write(json);
    else this.#of(statement).rows.push(json);
  }

  statementEnd(end: StatementSummary, statement: number): void {
    this.#of(statement).rest = JSON.stringify(end).slice(1);
    for (let next = this.#waiting.get(this.#statement); next; next = this.#waiting.get(this.#statement)) {
      for (const row of next.rows.splice(0)) this.#write(row);
      if (next.rest === null) return;
      if (this.#rows === 0) this.#pieces.push(this.#beginning());
      this.#pieces.push(`],${next.rest}`);
      this.#waiting.delete(this.#statement);
      this.#statement++;
      this.#rows = 0;
    }
  }

  problem(problem: StatementProblem): void {
    this.problems.push(problem);
  }

  /** The file has been read. */
  end({ statementFormats: _, ...summary }: FileSummary & { sha256: string }): void {
    const { problems } = this;
    this.#pieces.push(`],${JSON.stringify({ ...summary, problems }).slice(1)}\n`);
  }

  #write(row: string): void {
    this.#pieces.push(this.#rows++ === 0 ? this.#beginning() : ',', row);
  }

  #beginning(): string {
    return `${this.#statement === 0 ? '' : ','}{"rows":[`;
  }

  #of(statement: number): Waiting {
    const known = this.#waiting.get(statement);
    if (known) return known;
    const waiting: Waiting = { rows: [], rest: null };
    this.#waiting.set(statement, waiting);
    return waiting;
  }
}
