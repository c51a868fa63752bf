import type { FileSummary, StatementSink } from '#domains/erp/statements/formats/reader.ts';
import type {
  ParsedBalance,
  ParsedRow,
  StatementProblem,
  StatementSummary,
} from '#domains/erp/statements/parsed-statement.ts';

/** What is in a file, in words: a line for each statement and each problem. Of rows it keeps how many there are. */
export class Overview implements StatementSink {
  readonly problems: StatementProblem[] = [];
  readonly #file: string;
  readonly #rows = new Map<number, number>();
  readonly #statements = new Map<number, StatementSummary>();
  #text = '';

  constructor(file: string) {
    this.#file = file;
  }

  /** All of it, once the file has been read. */
  take(): string {
    return this.#text;
  }

  statement(): void {
    // All that it says comes again, complete, with the statement's end.
  }

  row(_row: ParsedRow, statement: number): void {
    this.#rows.set(statement, (this.#rows.get(statement) ?? 0) + 1);
  }

  statementEnd(end: StatementSummary, statement: number): void {
    this.#statements.set(statement, end);
  }

  problem(problem: StatementProblem): void {
    this.problems.push(problem);
  }

  end({ format, encoding }: FileSummary): void {
    const statements = [...this.#statements].sort(([a], [b]) => a - b);
    const what =
      format === null ? 'not read' : `${format}, ${encoding}, ${count(statements.length, 'statement')}`;
    this.#text = `${[
      `${this.#file}: ${what}`,
      ...statements.map(([index, statement]) => lineOf(statement, this.#rows.get(index) ?? 0)),
      ...this.problems.map(
        ({ severity, line, code, message }) =>
          `  ${severity}${line === null ? '' : ` in line ${line}`}: ${message} (${code}${optionFor(code)})`,
      ),
    ].join('\n')}\n`;
  }
}

const OPTIONS: readonly (readonly [beginning: string, option: string])[] = [
  ['account.missing', '--account'],
  ['currency.missing', '--currency'],
  ['date.ambiguous', '--date-order'],
  ['date.inconsistent', '--date-order'],
  ['decimal.', '--decimal-sign'],
  ['columns.', '--column'],
];

/** By which option a person chooses what the problem asks for. */
function optionFor(code: string): string {
  const option = OPTIONS.find(([beginning]) => code.startsWith(beginning))?.[1];
  return option === undefined ? '' : `; ${option}`;
}

function lineOf(statement: StatementSummary, rows: number): string {
  const { account, statementId, openingBalance, closingBalance, balanceCheck, balanceDifference } = statement;
  const check = balanceCheck === 'discrepancy' ? `differs by ${balanceDifference}` : balanceCheck;
  return [
    `  ${account.iban ?? account.other ?? 'account not named'}`,
    ...(statementId === null ? [] : [`no. ${statementId}`]),
    `opening ${balance(openingBalance)}`,
    count(rows, 'row'),
    `closing ${balance(closingBalance)}`,
    check,
  ].join(', ');
}

function balance(value: ParsedBalance | null): string {
  return value === null
    ? 'not given'
    : `${value.amount} ${value.currency}${value.date ? ` (${value.date})` : ''}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
