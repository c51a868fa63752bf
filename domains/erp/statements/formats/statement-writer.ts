import type { ParsedBalance, StatementStart, StatementSummary, TypedBalance } from '../parsed-statement.ts';
import { checkBalance, DecimalSum } from './amounts.ts';
import type { BookedRow } from './booked-row.ts';
import type { ProblemReporter } from './problems.ts';
import { LIMITS, type StatementSink } from './reader.ts';

/** A statement whose rows are coming, and what they come to. */
export type OpenStatement = {
  readonly index: number;
  readonly line: number;
  readonly start: StatementStart;
  readonly currency: string;
  readonly credits: { sum: DecimalSum; count: number };
  readonly debits: { sum: DecimalSum; count: number };
  rowCount: number;
  /** Rows that the file has and that could not be read. */
  unreadRows: number;
  firstRaw: string;
  lastRaw: string;
};

/** Gives the statements of a file to its sink and holds their rows against their balances. */
export class StatementWriter {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #identities = new Set<string>();
  #count = 0;

  constructor(sink: StatementSink, problems: ProblemReporter) {
    this.#sink = sink;
    this.#problems = problems;
  }

  open(start: StatementStart, currency: string, line: number): OpenStatement {
    const index = this.#count++;
    this.#sink.statement(start, index);
    const tally = () => ({ sum: new DecimalSum(), count: 0 });
    return {
      index,
      line,
      start,
      currency,
      credits: tally(),
      debits: tally(),
      rowCount: 0,
      unreadRows: 0,
      firstRaw: '',
      lastRaw: '',
    };
  }

  row(statement: OpenStatement, row: BookedRow, raw: string): void {
    if (row.status === 'booked') {
      const tally = row.direction === 'credit' ? statement.credits : statement.debits;
      tally.sum.add(row.amount);
      tally.count++;
    }
    if (statement.rowCount === 0) statement.firstRaw = raw;
    statement.lastRaw = raw;
    this.#sink.row({ rowNumber: ++statement.rowCount, ...row }, statement.index, raw);
  }

  /** The statement is complete; `others` are its balances besides the booked opening and closing. */
  close(
    statement: OpenStatement,
    codes: { opening: string; closing: string },
    closing: ParsedBalance | null,
    others: readonly TypedBalance[] = [],
  ): void {
    const opening = statement.start.openingBalance;
    const rows = new DecimalSum();
    rows.add(statement.credits.sum.toString());
    rows.add(statement.debits.sum.toString(), true);
    const check = checkBalance(opening, rows.toString(), closing);
    if (check.balanceCheck === 'discrepancy') {
      const unread =
        statement.unreadRows > 0 ? ` ${statement.unreadRows} of its rows could not be read.` : '';
      this.#problems.warn(
        statement.line,
        'balance.discrepancy',
        `Opening balance and rows do not give the closing balance: they differ by ${check.balanceDifference} ${statement.currency}.${unread}`,
      );
    }
    this.#tellRepetition(statement, opening, closing);
    const balances: TypedBalance[] = [
      ...(opening ? [{ type: 'openingBooked' as const, code: codes.opening, ...opening }] : []),
      ...(closing ? [{ type: 'closingBooked' as const, code: codes.closing, ...closing }] : []),
      ...others,
    ];
    this.#sink.statementEnd(
      { ...statement.start, closingBalance: closing, balances, ...check },
      statement.index,
    );
  }

  /** A statement whose rows the file does not have. */
  whole(summary: StatementSummary): void {
    const index = this.#count++;
    const { kind, account, statementId, sequenceNumber, asOf, openingBalance } = summary;
    this.#sink.statement({ kind, account, statementId, sequenceNumber, asOf, openingBalance }, index);
    this.#sink.statementEnd(summary, index);
  }

  #tellRepetition(
    statement: OpenStatement,
    opening: ParsedBalance | null,
    closing: ParsedBalance | null,
  ): void {
    const { start, credits, debits, rowCount, firstRaw, lastRaw } = statement;
    const identity = JSON.stringify([
      start.account,
      start.sequenceNumber,
      opening,
      closing,
      rowCount,
      credits.sum.toString(),
      debits.sum.toString(),
      firstRaw,
      lastRaw,
    ]);
    if (this.#identities.has(identity)) {
      this.#problems.warn(statement.line, 'statement.repeated', 'The file has this statement twice.');
    } else if (this.#identities.size < LIMITS.openStatements) this.#identities.add(identity);
  }
}
