import { isCurrency } from '#lib/currency.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import { makeRow, type Transaction } from './row.ts';
import { OpenStatement } from './statement.ts';

/** Types that say in which direction money went (OFX 2.3, section 11.4.4.3); the sign of the amount decides. */
const DEBITS = new Set(['DEBIT', 'CHECK', 'PAYMENT', 'DIRECTDEBIT', 'REPEATPMT', 'CASH', 'FEE', 'SRVCHG']);
const CREDITS = new Set(['CREDIT', 'DEP', 'DIRECTDEP', 'DIV']);

/** The statements of a file, and what goes to the sink about them. */
export class Statements {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #identities = new Set<string>();
  #count = 0;

  constructor(sink: StatementSink, problems: ProblemReporter) {
    this.#sink = sink;
    this.#problems = problems;
  }

  open(line: number): OpenStatement {
    return new OpenStatement(this.#count++, line);
  }

  /** A transaction of the statement is complete. `raw` is its text in the file. */
  row(statement: OpenStatement, transaction: Transaction, raw: string): void {
    const { currency } = statement;
    const { line } = transaction;
    if (currency === null) {
      statement.unreadRows++;
      this.#problems.error(line, 'currency.missing', 'No currency (CURDEF) is given for this row.', raw);
      return;
    }
    const read = makeRow(transaction, statement.rowCount + 1, currency);
    if ('code' in read) {
      statement.unreadRows++;
      this.#problems.error(line, read.code, read.message, raw);
      return;
    }
    const { row, negative } = read;
    this.#announce(statement);
    this.#warn(transaction, read.adjusted, row.status === 'information', raw);
    statement.rowCount++;
    if (statement.firstRaw === '') statement.firstRaw = raw;
    statement.lastRaw = raw;
    statement.count(row.amount, negative, row.bankReference);
    const type = row.transactionCode ?? '';
    if (/[1-9]/.test(row.amount) && (negative ? CREDITS : DEBITS).has(type)) statement.contradictions++;
    this.#sink.row(row, statement.index, raw);
  }

  end(statement: OpenStatement): void {
    this.#announce(statement);
    const { line, reusedIdentifiers, contradictions } = statement;
    if (statement.closing === null) {
      this.#problems.warn(line, 'balance.missing', 'The statement has no closing balance (LEDGERBAL).');
    }
    if (reusedIdentifiers > 0) {
      const rows = reusedIdentifiers === 1 ? 'One row has' : `${reusedIdentifiers} rows have`;
      const message = `${rows} an identifier (FITID) that the bank gave to another row before; all rows are kept.`;
      this.#problems.warn(line, 'reference.reused', message);
    }
    if (contradictions > 0) {
      const message = `In ${contradictions} of the rows the type (TRNTYPE) says the opposite of the sign; the sign decides.`;
      this.#problems.warn(line, 'sign.contradicts', message);
    }
    const identity = statement.identity();
    if (this.#identities.has(identity)) {
      this.#problems.warn(line, 'statement.repeated', 'The file has this statement twice.');
    } else if (this.#identities.size < LIMITS.openStatements) this.#identities.add(identity);
    this.#sink.statementEnd(statement.end(), statement.index);
  }

  /** Tells the sink of a statement before its first row. */
  #announce(statement: OpenStatement): void {
    if (statement.announced) return;
    statement.announced = true;
    const { line, currency } = statement;
    if (!statement.hasAccount) {
      this.#problems.warn(
        line,
        'account.missing',
        'The statement does not say of which account it is (ACCTID).',
      );
    }
    if (currency !== null && !isCurrency(currency)) {
      this.#problems.warn(line, 'currency.unknown', `“${currency}” is not an ISO 4217 currency.`);
    }
    this.#sink.statement(statement.start(), statement.index);
  }

  #warn({ fields, line }: Transaction, adjusted: boolean, deletes: boolean, raw: string): void {
    if (adjusted) {
      const message = 'A date of the row does not exist; the last day of its month stands for it.';
      this.#problems.warn(line, 'date.adjusted', message, raw);
    }
    const corrected = fields.get('CORRECTFITID');
    if (corrected === undefined) return;
    const message = `The bank ${deletes ? 'withdraws' : 'replaces'} with this row what it reported as ${corrected}.`;
    this.#problems.warn(line, 'row.correction', message, raw);
  }
}
