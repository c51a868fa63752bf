import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import { makeRow } from './row.ts';
import type { OpenStatement } from './statement.ts';
import { parseStatementLine } from './statement-line.ts';
import type { Statements } from './statements.ts';

/** The fields of a row, as read. */
type RowFields = { entry: string; information: string; nonSwift: string; line: number; cut: boolean };

const FINAL_HYPHEN = /\n-\s*$/;

/** Gathers the fields of the open row, and sends rows to the sink once they are complete and have a currency. */
export class Rows {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  #open: RowFields | null = null;
  /** Rows that came before their currency was known. */
  #held: RowFields[] = [];

  constructor(sink: StatementSink, problems: ProblemReporter, statements: Statements) {
    this.#sink = sink;
    this.#problems = problems;
    this.#statements = statements;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** A field 61. `cut`: the file ended inside it. */
  begin(entry: string, line: number, cut: boolean): void {
    this.#open = { entry, information: '', nonSwift: '', line, cut };
  }

  /** A field 86 of the open row. Without one it belongs to the statement, and is not kept. */
  addInformation(content: string): void {
    const row = this.#open;
    if (row) row.information = row.information === '' ? content : `${row.information}\n${content}`;
  }

  addNonSwift(content: string): void {
    const row = this.#open;
    if (row) row.nonSwift = row.nonSwift === '' ? content : `${row.nonSwift}\n${content}`;
  }

  /** Takes the hyphen that ends a message off the open row's last field. True when there was one. */
  endWithHyphen(): boolean {
    const row = this.#open;
    if (!row) return false;
    const last = row.information !== '' ? 'information' : row.nonSwift !== '' ? 'nonSwift' : 'entry';
    const hyphen = row[last].search(FINAL_HYPHEN);
    if (hyphen < 0) return false;
    row[last] = row[last].slice(0, hyphen);
    return true;
  }

  /** The open row's fields are complete. */
  flush(statement: OpenStatement | null): void {
    const fields = this.#open;
    if (!fields || !statement) return;
    this.#open = null;
    if (statement.currency !== null) this.#emit(statement, fields);
    else if (this.#held.length < LIMITS.openStatements) this.#held.push(fields);
    else this.#unread(statement, fields, 'currency.missing', 'The currency of the row is not known.');
  }

  /** The statement's currency is known now, or never will be. */
  release(statement: OpenStatement): void {
    if (this.#held.length === 0) return;
    for (const fields of this.#held.splice(0)) {
      if (statement.currency !== null) this.#emit(statement, fields);
      else {
        this.#unread(statement, fields, 'currency.missing', 'No balance says in which currency the row is.');
      }
    }
  }

  #emit(statement: OpenStatement, fields: RowFields): void {
    const entry = parseStatementLine(fields.entry, statement.decimals);
    if ('code' in entry) {
      this.#unread(statement, fields, entry.code, entry.message);
      return;
    }
    if (fields.cut && entry.transactionCode === null) {
      this.#unread(statement, fields, 'row.truncated', 'The file ends inside this row.');
      return;
    }
    const raw = rawText(fields);
    if (entry.adjustedDate) {
      this.#problems.warn(
        fields.line,
        'date.adjusted',
        'A date of the row does not exist; the last day of its month stands for it.',
        raw,
      );
    }
    this.#statements.announce(statement);
    statement.rowCount++;
    if (statement.firstRaw === '') statement.firstRaw = fields.entry;
    statement.lastRaw = fields.entry;
    const currency = statement.currency as string;
    const { information, nonSwift, line } = fields;
    const row = makeRow(entry, information, nonSwift, statement.rowCount, currency, line);
    const tallies = row.status === 'booked' ? statement.booked : statement.expected;
    tallies[row.direction].add(row.amount);
    this.#sink.row(row, statement.index, raw);
  }

  #unread(statement: OpenStatement, fields: RowFields, code: string, message: string): void {
    statement.unreadRows++;
    this.#problems.error(fields.line, code, message, rawText(fields));
  }
}

function rawText({ entry, information, nonSwift }: RowFields): string {
  const row = nonSwift === '' ? `:61:${entry}` : `:61:${entry}\n:NS:${nonSwift}`;
  return information === '' ? row : `${row}\n:86:${information}`;
}
