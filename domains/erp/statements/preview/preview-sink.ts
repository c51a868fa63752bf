import type { StatementSink } from '../formats/reader.ts';
import type { ParsedRow, StatementProblem, StatementStart, StatementSummary } from '../parsed-statement.ts';
import { signedAmount } from '../signed-amount.ts';
import type { Survey } from '../survey.ts';

/** Rows of a file that are shown before it is imported. */
const SHOWN_ROWS = 50;

/** A row as Nexus reads it; the amount is signed as it moves the account. */
export type PreviewRow = {
  readonly line: number;
  readonly bookingDate: string;
  readonly valueDate: string | null;
  readonly counterparty: string | null;
  readonly description: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: ParsedRow['status'];
  /** The source lines that it was read from. */
  readonly raw: string;
};

/** Surveys a file and keeps its first rows. */
export class PreviewSink implements StatementSink {
  readonly rows: PreviewRow[] = [];
  readonly #survey: Survey;

  constructor(survey: Survey) {
    this.#survey = survey;
  }

  statement(start: StatementStart, index: number): void {
    this.#survey.statement(start, index);
  }

  row(row: ParsedRow, index: number, raw: string): void {
    this.#survey.row(row, index);
    if (this.rows.length < SHOWN_ROWS) this.rows.push(shown(row, raw));
  }

  statementEnd(end: StatementSummary, index: number): void {
    this.#survey.statementEnd(end, index);
  }

  problem(problem: StatementProblem): void {
    this.#survey.problem(problem);
  }
}

function shown(row: ParsedRow, raw: string): PreviewRow {
  const { line, bookingDate, valueDate, description, currency, status } = row;
  const counterparty = row.counterparty.name ?? row.counterparty.account;
  const amount = signedAmount(row);
  return { line, bookingDate, valueDate, counterparty, description, amount, currency, status, raw };
}
