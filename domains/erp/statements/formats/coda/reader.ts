import type { ParsedBalance } from '../../parsed-statement.ts';
import { asBic } from '../account-number.ts';
import { field, given } from '../fixed-fields.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { type OpenStatement, StatementWriter } from '../statement-writer.ts';
import { type TextLine, TextLines } from '../text-lines.ts';
import { readAccount } from './account.ts';
import { CLOSING_SIGN, OPENING_SIGN, readBalance } from './balance.ts';
import { checkTrailer } from './control.ts';
import { Entry } from './entry.ts';
import { Movement } from './movement.ts';

/**
 * Reads CODA (Febelfin, Coded statement of account, versions 1 and 2, up to 2.6): records of 128 characters. From a
 * header (0) to its trailer (9) goes one statement; a total with its details is one row.
 */
export function createCodaReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new CodaReader(sink, options, head);
}

const RECORD_LENGTH = 128;
const CODES = { opening: '1', closing: '8' };

class CodaReader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #writer: StatementWriter;
  readonly #lines: TextLines;
  #version = '2';
  #bic: string | null = null;
  #statement: OpenStatement | null = null;
  #closing: ParsedBalance | null = null;
  /** The account could not be read, which was said. */
  #skipping = false;
  #entry: Entry | null = null;
  #records = { all: 0, free: 0 };
  #lastLine = 1;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#writer = new StatementWriter(sink, this.#problems);
    this.#lines = new TextLines(head, options, RECORD_LENGTH, (line) => this.#record(line));
  }

  write(chunk: Uint8Array): void {
    this.#lines.write(chunk);
  }

  end(): FileSummary {
    this.#lines.end();
    this.#closeUnfinished(this.#lastLine);
    if (this.#lines.hasNul) this.#problems.nulBytes();
    return { format: 'coda', formatVersion: this.#version, encoding: this.#lines.encoding };
  }

  #record(line: TextLine): void {
    const { text, number, overlong } = line;
    this.#lastLine = number;
    this.#records.all++;
    if (overlong) {
      this.#problems.error(number, 'record.tooLong', 'The record is too long; its end is left out.', text);
    }
    const kind = text.charAt(0);
    if (kind === '0') this.#header(line);
    else if (kind === '1') this.#oldBalance(line);
    else if (kind === '2' && text.charAt(1) === '1') this.#movement(line);
    else if (/^(?:2[23]|3[123])/.test(text)) this.#addToEntry(line);
    else if (kind === '4') this.#freeCommunication(line);
    else if (kind === '8') this.#newBalance(line);
    else if (kind === '9') this.#trailer(line);
    else {
      const message = 'This is no record of CODA: it does not begin with a record code.';
      this.#problems.error(number, 'record.unknown', message, text);
    }
  }

  #header({ text, number }: TextLine): void {
    this.#closeUnfinished(number);
    this.#skipping = false;
    this.#version = given(field(text, 128, 128)) ?? '2';
    this.#bic = asBic(field(text, 61, 71));
    this.#records = { all: 0, free: 0 };
  }

  #oldBalance(line: TextLine): void {
    const { text, number } = line;
    this.#closeUnfinished(number);
    const account = readAccount(text);
    const { currency } = account;
    this.#skipping = currency === null;
    if (currency === null) {
      const message = 'The account has no currency: nothing of it is taken in.';
      this.#problems.error(number, 'currency.invalid', message, text);
      return;
    }
    const start = {
      kind: 'endOfDay' as const,
      account: { ...account, bic: account.bic ?? this.#bic },
      statementId: given(field(text, 126, 128)),
      sequenceNumber: given(field(text, 3, 5)),
      asOf: null,
      openingBalance: readBalance(line, OPENING_SIGN, currency, this.#problems),
    };
    this.#statement = this.#writer.open(start, currency, number);
  }

  #movement(line: TextLine): void {
    const statement = this.#statement;
    if (!statement) {
      this.#misplaced(line);
      return;
    }
    const movement = new Movement(line, this.#version);
    if (this.#entry?.takes(movement)) this.#entry.addMovement(movement);
    else {
      this.#finishEntry();
      this.#entry = new Entry(movement, statement.currency, this.#problems);
    }
  }

  #addToEntry(line: TextLine): void {
    if (!this.#entry?.addRecord(line.text)) this.#misplaced(line);
  }

  /** A free communication (4) is a message of the bank to the account holder. */
  #freeCommunication({ text, number }: TextLine): void {
    this.#records.free++;
    const message = `The bank writes: “${field(text, 33, 112)}”`;
    this.#problems.warn(number, 'statement.message', message, text);
  }

  #newBalance(line: TextLine): void {
    this.#finishEntry();
    const statement = this.#statement;
    if (!statement) {
      this.#misplaced(line);
      return;
    }
    this.#closing = readBalance(line, CLOSING_SIGN, statement.currency, this.#problems);
  }

  #trailer(line: TextLine): void {
    this.#finishEntry();
    const statement = this.#statement;
    if (!statement) {
      this.#misplaced(line);
      return;
    }
    checkTrailer(line, { all: this.#records.all - 1, free: this.#records.free }, statement, this.#problems);
    if (this.#closing === null) {
      const message = 'The statement has no new balance (8).';
      this.#problems.warn(line.number, 'balance.missing', message);
    }
    this.#close(statement);
  }

  #finishEntry(): void {
    const entry = this.#entry;
    const statement = this.#statement;
    this.#entry = null;
    if (!entry || !statement) return;
    const row = entry.finish();
    if (row) this.#writer.row(statement, row, entry.raw);
    else statement.unreadRows++;
  }

  #close(statement: OpenStatement): void {
    this.#writer.close(statement, CODES, this.#closing);
    this.#statement = null;
    this.#closing = null;
  }

  /** A statement without its trailer (9): its end may be missing. */
  #closeUnfinished(line: number): void {
    this.#finishEntry();
    if (!this.#statement) return;
    const message = 'The statement has no trailer (9): rows may be missing.';
    this.#problems.error(line, 'statement.truncated', message);
    this.#close(this.#statement);
  }

  #misplaced({ text, number }: TextLine): void {
    if (this.#skipping) return;
    const message = `A record ${text.slice(0, 2).trim()} stands outside of its place and is not read.`;
    this.#problems.error(number, 'record.misplaced', message, text);
  }
}
