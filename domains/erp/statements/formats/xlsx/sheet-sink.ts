import type { StatementProblem } from '../../parsed-statement.ts';
import { EntrySink } from '../archive/entry-sink.ts';
import { LIMITS, type StatementSink } from '../reader.ts';

/** Why a sheet has no rows, when nothing else of it is wrong. */
const NO_TABLE = new Set(['columns.notFound', 'file.empty']);

/**
 * One sheet's part of a workbook: its statements are counted on from those of the sheets before, its problems bear its name.
 * Cells without a value are errors only in a table.
 */
export class SheetSink implements StatementSink {
  readonly #sink: EntrySink;
  readonly #cellFaults: StatementProblem[] = [];
  #isTable = false;
  /** What the sheet lacks to be a table with rows; null while nothing was said. */
  lack: StatementProblem | null = null;

  /** `label`: the sheet's name before its problems; null for the only one. `offset`: statements of the sheets before. */
  constructor(sink: StatementSink, label: string | null, offset: number) {
    this.#sink = new EntrySink(sink, label === null ? null : `Sheet “${label}”`, offset, () => {});
  }

  /** The index of the first statement of the next sheet. */
  get nextStatement(): number {
    return this.#sink.nextStatement;
  }

  statement(...args: Parameters<StatementSink['statement']>): void {
    this.#beTable();
    this.#sink.statement(...args);
  }

  row(...args: Parameters<StatementSink['row']>): void {
    this.#sink.row(...args);
  }

  statementEnd(...args: Parameters<StatementSink['statementEnd']>): void {
    this.#sink.statementEnd(...args);
  }

  problem(problem: StatementProblem): void {
    const { code } = problem;
    if (NO_TABLE.has(code)) this.lack = problem;
    else if (this.#isTable || !code.startsWith('cell.')) this.#sink.problem(problem);
    else if (this.#cellFaults.length <= LIMITS.problemsPerFile) this.#cellFaults.push(problem);
  }

  /** The sheet has ended. */
  end(): void {
    if (this.lack?.code !== 'columns.notFound') this.#beTable();
    for (const problem of this.#cellFaults) this.#sink.problem({ ...problem, severity: 'warning' });
  }

  #beTable(): void {
    this.#isTable = true;
    for (const problem of this.#cellFaults.splice(0)) this.#sink.problem(problem);
  }
}
