import type { ParsedRow, StatementAccount } from '../../parsed-statement.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import type { StatedBalances } from './balance-lines.ts';
import type { SourceRecord } from './columns.ts';
import { feeRow, withFees } from './fee-rows.ts';
import type { Layout } from './layout.ts';
import type { Fee } from './money.ts';
import { makeRow } from './parsed-row.ts';
import type { TableRow } from './row.ts';
import { signByBalance } from './sign-by-balance.ts';
import { TableStatement } from './statement.ts';

/** A record and what was read of it. */
export type ReadRecord = { record: SourceRecord; read: TableRow };

/** Gaps in a running balance beyond these are only in the difference at the end. */
const MAX_GAPS_SAID = 20;

/** So many rows without one debit are worth a word. */
const MANY_ROWS = 10;

/** Sends rows to the sink, each to the statement of its account and currency, and follows their running balances. */
export class TableStatements {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #layout: Layout;
  readonly #statements = new Map<string, TableStatement>();
  /** That of the row before: rows that follow each other are mostly of one. */
  #last: TableStatement | null = null;
  #lastAccount: StatementAccount | null = null;
  rowCount = 0;
  #debitCount = 0;

  constructor(sink: StatementSink, problems: ProblemReporter, layout: Layout) {
    this.#sink = sink;
    this.#problems = problems;
    this.#layout = layout;
  }

  take(record: SourceRecord, read: TableRow): void {
    const statement = this.#statementOf(read, record);
    if (!statement) return;
    if (read.unsigned && !signByBalance(read, statement.lastBalance)) {
      this.#problems.error(
        record.line,
        'sign.ambiguous',
        'Whether this is a credit or a debit cannot be told: its amount has no sign, and no balance stands before it; choose how signs are read.',
        record.raw,
      );
      if (read.balance !== null) statement.add('0', false, read.balance, read.bookingDate);
      return;
    }
    const row = makeRow(read, record, this.#layout, statement.rowCount + 1);
    if (read.fees.length === 0 || this.#layout.fees === 'included') this.#emit(row, statement, record);
    else this.#emitWithFees(row, read, statement, record);
    if (row.status === 'booked') this.#follow(row, read, statement, record);
  }

  /** The balance of the record is the one after its fees. */
  #emitWithFees(row: ParsedRow, read: TableRow, statement: TableStatement, record: SourceRecord): void {
    this.#emit({ ...row, balanceAfter: null }, statement, record);
    for (const [i, fee] of read.fees.entries())
      this.#fee(row, fee, i === read.fees.length - 1, read, statement, record);
  }

  /** A fee is a row of its own behind its parent; one in another currency is of that currency's statement. */
  #fee(
    parent: ParsedRow,
    fee: Fee,
    isLast: boolean,
    read: TableRow,
    statement: TableStatement,
    record: SourceRecord,
  ): void {
    const isHere = fee.currency === statement.currency;
    const at = isHere ? statement : this.#statementOf({ ...read, currency: fee.currency }, record);
    if (!at) return;
    const row = feeRow(parent, fee, at.rowCount + 1, isHere, isLast);
    this.#emit(row, at, record);
    if (!isHere && row.status === 'booked')
      at.add(row.amount, row.direction === 'debit', null, row.bookingDate);
  }

  /** Newest first and without signs: the balance before a row stands in the row that follows it in the file. */
  takeNewestFirst(rows: readonly ReadRecord[]): void {
    const older = new Map<string, string | null>();
    for (const { read } of [...rows].reverse()) {
      const key = keyOf(read);
      if (signByBalance(read, older.get(key) ?? null)) read.unsigned = false;
      older.set(key, read.balance);
    }
    for (const { record, read } of rows) this.take(record, read);
  }

  /** The file has ended. `stated` are balances that stood in lines of their own; they are of the only statement. */
  end(stated: StatedBalances): void {
    let proved = false;
    for (const statement of this.#statements.values()) {
      if (this.#statements.size === 1) statement.state(stated);
      const summary = statement.summary();
      if (summary.balanceCheck === 'discrepancy') {
        this.#problems.warn(
          null,
          'balance.discrepancy',
          `Opening balance and rows do not give the closing balance: they differ by ${summary.balanceDifference} ${statement.currency}.`,
        );
      }
      proved ||= summary.balanceCheck === 'verified';
      this.#sink.statementEnd(summary, statement.index);
    }
    const { amount, mark } = this.#layout.columns;
    if (amount && !mark && !proved && this.#debitCount === 0 && this.rowCount >= MANY_ROWS) {
      this.#problems.warn(
        null,
        'sign.unproven',
        `No amount has a sign: all ${this.rowCount} rows are read as credits. If some are debits, choose the column that tells them, or that signs are inverted.`,
      );
    }
  }

  #statementOf(read: TableRow, record: SourceRecord): TableStatement | null {
    if (this.#last !== null && this.#lastAccount === read.account && this.#last.currency === read.currency)
      return this.#last;
    this.#last = this.#findOrOpen(read, record);
    this.#lastAccount = read.account;
    return this.#last;
  }

  #findOrOpen(read: TableRow, record: SourceRecord): TableStatement | null {
    const key = keyOf(read);
    const known = this.#statements.get(key);
    if (known) return known;
    if (this.#statements.size >= LIMITS.openStatements) {
      this.#problems.error(
        record.line,
        'limit.statements',
        `The file has more than ${LIMITS.openStatements} accounts; this row is of another.`,
        record.raw,
      );
      return null;
    }
    const statement = new TableStatement(
      this.#statements.size,
      read.account,
      read.currency,
      this.#layout.descending,
    );
    this.#statements.set(key, statement);
    const { account, index } = statement;
    if (account.iban === null && account.other === null) {
      this.#problems.warn(
        record.line,
        'account.missing',
        'The file does not say of which account it is; choose it.',
      );
    }
    this.#sink.statement(
      {
        kind: 'endOfDay',
        account,
        statementId: null,
        sequenceNumber: null,
        asOf: null,
        openingBalance: null,
      },
      index,
    );
    return statement;
  }

  #emit(row: ParsedRow, statement: TableStatement, record: SourceRecord): void {
    statement.rowCount = row.rowNumber;
    this.rowCount++;
    if (row.direction === 'debit') this.#debitCount++;
    this.#sink.row(row, statement.index, record.raw);
  }

  /** Holds a booked row against the running balance. */
  #follow(row: ParsedRow, read: TableRow, statement: TableStatement, record: SourceRecord): void {
    const hasFees = read.fees.length > 0 && this.#layout.fees === 'added';
    const amount = hasFees ? withFees(row, read.fees) : row.amount;
    const isDebit = !hasFees && row.direction === 'debit';
    if (statement.add(amount, isDebit, read.balance, row.bookingDate)) return;
    statement.gaps++;
    if (statement.gaps > MAX_GAPS_SAID) return;
    this.#problems.warn(
      record.line,
      'balance.gap',
      `The balance of this row (${read.balance}) does not follow from the row ${statement.descending ? 'above' : 'before'}: a row is missing, or an amount is not as it was booked.`,
      record.raw,
    );
  }
}

function keyOf({ account, currency }: TableRow): string {
  return `${account.iban ?? account.other ?? ''}|${currency}`;
}
